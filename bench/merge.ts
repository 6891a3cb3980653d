import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { literal } from '#src/tabular/sql-text.ts';
import { type Measured, measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { writeMergeData } from './merge-data.ts';
import { peersPython } from './peers-python.ts';

const folder = join(localFolder, 'bench', 'merge');
const ROUNDS = 3;

interface Contender {
  readonly name: string;
  readonly output: string;
  readonly command: readonly string[];
}

/** Two CSV files of that many rows × 21 columns to one Parquet file with zstd, as whole processes taking turns. */
export async function benchMerge(rowCount: number): Promise<string> {
  const python = peersPython('merge');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [join(folder, '0.csv'), join(folder, '1.csv')];
  for (const [seed, file] of files.entries()) await writeMergeData(file, rowCount, seed);
  const contenders = contendersFor(python, files);
  const measured = contenders.map((): Measured[] => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, { command }] of contenders.entries()) {
      measured[index]?.push(measureProcess(join(folder, 'stdout'), command));
    }
  }
  await requireSameData(contenders.map(({ output }) => output));
  const lines = describe(contenders, measured);
  rmSync(folder, { recursive: true });
  return [`two CSV files of ${rowCount} rows × 21 columns; median of ${ROUNDS}`, ...lines].join('\n');
}

function contendersFor(python: string, files: readonly string[]): readonly Contender[] {
  const driftloop = join(import.meta.dirname, '..', 'bin', 'driftloop');
  const peer = (name: string, script: string): Contender => {
    const output = join(folder, `${name}.parquet`);
    return { name, output, command: [python, join(import.meta.dirname, script), output, ...files] };
  };
  const output = join(folder, 'driftloop.parquet');
  return [
    { name: 'Driftloop', output, command: [driftloop, 'merge', ...files, '--out', output, '--json'] },
    peer('Polars', 'polars_merge.py'),
    peer('DuckDB', 'duckdb_merge.py'),
  ];
}

function describe(contenders: readonly Contender[], measured: readonly (readonly Measured[])[]): string[] {
  const seconds = measured.map((rounds) => median(rounds.map((round) => round.seconds)));
  return contenders.map(({ name, output }, index) => {
    const peak = Math.max(...(measured[index] ?? []).map(({ megabytes }) => megabytes));
    const processor = Math.min(...(measured[index] ?? []).map(({ cpuSeconds }) => cpuSeconds));
    const ratio = (seconds[0] ?? Number.NaN) / (seconds[index] ?? Number.NaN);
    const size = statSync(output).size / 1e6;
    return (
      `${name}: ${seconds[index]?.toFixed(2)} s, at least ${processor.toFixed(2)} s of processor time, ` +
      `at most ${peak.toFixed(0)} MB, a file of ${size.toFixed(0)} MB` +
      (index === 0 ? '' : `; Driftloop takes ${ratio.toFixed(2)} × its time`)
    );
  });
}

/** Every column must have the same values: their hashes, all rows together, agree. */
async function requireSameData(paths: readonly string[]): Promise<void> {
  const digests = await withDuckDb(async (connection) => {
    const found: string[] = [];
    for (const path of paths) {
      const result = await connection.runAndReadAll(
        `SELECT count(*) AS row_count, bit_xor(hash(COLUMNS(*))) FROM read_parquet(${literal(path)})`,
      );
      found.push(JSON.stringify(result.getRowObjectsJson()[0]));
    }
    return found;
  });
  const odd = digests.findIndex((digest) => digest !== digests[0]);
  if (odd !== -1) throw new Error(`${paths[odd]} has ${digests[odd]}, ${paths[0]} has ${digests[0]}`);
}
