import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { localFolder } from '#localstack/paths.ts';
import { spinBriefly } from '#src/train/native-library.ts';
import { type Measured, measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { peersPython } from './peers-python.ts';
import { writeTrainData } from './train-data.ts';

const folder = join(localFolder, 'bench', 'tune');
const FEATURES = 30;
const LEARNT_SHARE = 0.8;

const Tuned = z.object({ auc: z.number() });
type Result = Measured & z.infer<typeof Tuned>;

interface Contender {
  readonly name: string;
  readonly command: readonly string[];
}

/**
 * Twenty trials of LightGBM in the same search space beside Optuna 5.0, with and without its median pruner: whole
 * processes on the same Parquet files, taking turns, from reading the files to the AUC on rows that no trial saw.
 *
 * @param seeds - 1, 2, … so many; the figures are medians over them
 */
export async function benchTune(rowCount: number, seeds: number): Promise<string> {
  // Python's threads would wait by spinning longer, which takes ten times as long wherever the cores are shared.
  spinBriefly(process.env);
  const python = peersPython('tune');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const learnt = Math.round(rowCount * LEARNT_SHARE);
  const files = [join(folder, 'train.parquet'), join(folder, 'test.parquet')];
  const ranges = [
    { first: 0, end: learnt },
    { first: learnt, end: rowCount },
  ];
  for (const [index, range] of ranges.entries()) await writeTrainData(files[index] ?? '', FEATURES, range);
  const peer = ['python_tune.py', 'tune-process.ts'].map((script) => join(import.meta.dirname, script));
  const contenders = (seed: number): Contender[] => [
    { name: 'Driftloop', command: [process.execPath, peer[1] ?? '', ...files, String(seed)] },
    { name: 'Optuna', command: [python, peer[0] ?? '', ...files, String(seed), 'none'] },
    { name: 'Optuna, pruning', command: [python, peer[0] ?? '', ...files, String(seed), 'median'] },
  ];
  const measured = new Map<string, Result[]>();
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const { name, command } of contenders(seed)) {
      const result = run(command);
      process.stderr.write(`seed ${seed}: ${name} ${result.seconds.toFixed(1)} s, AUC ${result.auc.toFixed(4)}\n`);
      measured.set(name, [...(measured.get(name) ?? []), result]);
    }
  }
  rmSync(folder, { recursive: true });
  const title = `20 trials of 100 rounds, ${learnt} rows × ${FEATURES}; median of ${seeds} seeds; load ${loadavg()[0]?.toFixed(0)}`;
  return [title, ...describe(measured)].join('\n');
}

function run(command: readonly string[]): Result {
  const output = join(folder, 'stdout');
  const measured = measureProcess(output, command);
  return { ...measured, ...Tuned.parse(JSON.parse(readFileSync(output, 'utf8'))) };
}

function describe(measured: ReadonlyMap<string, readonly Result[]>): string[] {
  const [own = []] = measured.values();
  return [...measured].map(([name, results], index) => {
    const middle = (of: (result: Result) => number) => median(results.map(of));
    const figures = `${middle(({ seconds }) => seconds).toFixed(1)} s, processor ${middle(({ cpuSeconds }) => cpuSeconds).toFixed(1)} s`;
    const text = `${name}: ${figures}, AUC ${middle(({ auc }) => auc).toFixed(4)}`;
    if (index === 0) return text;
    /** Seed by seed. */
    const compared = (of: (own: Result, peer: Result) => number) =>
      median(own.map((result, seed) => of(result, results[seed] ?? result)));
    const wall = compared((a, b) => a.seconds / b.seconds).toFixed(2);
    const processor = compared((a, b) => a.cpuSeconds / b.cpuSeconds).toFixed(2);
    const gain = compared((a, b) => a.auc - b.auc);
    return `${text}; Driftloop takes ${wall} × its time, ${processor} × its processor time, AUC ${gain < 0 ? '' : '+'}${gain.toFixed(4)}`;
  });
}
