import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';
import { fuzzValidation } from '#test/support/csv-fuzz/fuzz-validation.ts';

/** Validates so many mutated CSV files, plain, gzip and zstd; fails when one is treated wrongly. */
export async function benchFuzz(files: number, firstSeed: number): Promise<string> {
  const start = performance.now();
  const folder = join(localFolder, 'bench', `fuzz-${firstSeed}`);
  const tally = await fuzzValidation(firstSeed, files, folder, (done) => {
    if (done % 5000 === 0) process.stderr.write(`${done} files\n`);
  });
  const rules = [...tally.quarantined].toSorted(([, a], [, b]) => b - a);
  const quarantined = rules.reduce((sum, [, count]) => sum + count, 0);
  const { slowest, slowestVersion } = tally;
  const report = [
    `${files} mutated files in ${((performance.now() - start) / 1000).toFixed(0)} s, seeds from ${firstSeed}`,
    `ingested, every cell as plain code reads it: ${tally.ingested} (${tally.rows} rows, ${tally.cells} cells)`,
    `quarantined: ${quarantined}: ${rules.map(([rule, count]) => `${rule} ${count}`).join(', ')}`,
    `treated otherwise: ${tally.wrong.length}`,
    `slowest check: ${slowest.milliseconds.toFixed(0)} ms (seed ${slowest.seed}); ` +
      `slowest version of 50: ${slowestVersion.milliseconds.toFixed(0)} ms (from seed ${slowestVersion.seed})`,
    `peak memory: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
    ...tally.wrong,
  ].join('\n');
  if (tally.wrong.length > 0) throw new Error(report);
  return report;
}
