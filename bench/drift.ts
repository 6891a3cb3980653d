import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { localFolder } from '#localstack/paths.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { driftData } from './drift-data.ts';
import { type Measured, measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { peersPython } from './peers-python.ts';

const folder = join(localFolder, 'bench', 'drift');
const root = join(import.meta.dirname, '..');

/** What both are asked for: `default` is Evidently's own choice of a test for every column. */
const METHODS = ['default', 'psi', 'ks'] as const;
type Method = (typeof METHODS)[number];

const EvidentlyScores = z.record(z.string(), z.object({ score: z.number(), threshold: z.number() }));
type Score = Pick<DriftReport['byColumn'][string], 'score' | 'threshold'>;

/** Ours takes seconds and Evidently, on large files, minutes: so often is ours run, and Evidently once. */
const OUR_RUNS = 3;

/** `driftloop drift` beside Evidently on two generated Parquet files, whole processes; every score must be the same. */
export async function benchDrift(rowCount: number): Promise<string> {
  const python = peersPython('evidently');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const;
  await writeParquet(driftData(rowCount, 'reference'), files[0]);
  await writeParquet(driftData(rowCount, 'current'), files[1]);
  const lines = [...METHODS.map((method) => compare(python, method, files)), calibrated(files)];
  rmSync(folder, { recursive: true });
  return [`two files of ${rowCount} rows × 50 columns`, ...lines].join('\n');
}

function compare(python: string, method: Method, files: readonly [string, string]): string {
  const [oursFile, peerFile] = [join(folder, 'ours.json'), join(folder, 'evidently.json')];
  const ours = measureOurs(oursFile, files, ourOptions(method));
  const script = join(import.meta.dirname, 'evidently_drift.py');
  const peer = measureProcess(peerFile, [python, script, ...files, ...(method === 'default' ? [] : [method])]);
  const columns = requireSameScores(oursFile, peerFile);
  return (
    `${method}: ${describeOurs(ours)}; ` +
    `Evidently ${peer.seconds.toFixed(1)} s, ${peer.megabytes.toFixed(0)} MB; ` +
    `1/${(peer.seconds / ours.seconds).toFixed(1)} of its time; the same scores for all ${columns} columns`
  );
}

/** Our own mode, which has no peer. */
function calibrated(files: readonly [string, string]): string {
  const ours = measureOurs(join(folder, 'calibrated.json'), files, ['--mode', 'calibrated', '--json']);
  return `calibrated: ${describeOurs(ours)}`;
}

/** Medians of the times, and the most memory of any run. */
function measureOurs(output: string, files: readonly string[], options: readonly string[]): Measured {
  const command = [join(root, 'bin', 'driftloop'), 'drift', ...files, ...options];
  const runs = Array.from({ length: OUR_RUNS }, () => measureProcess(output, command));
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)),
  };
}

const describeOurs = ({ seconds, cpuSeconds, megabytes }: Measured): string =>
  `Driftloop ${seconds.toFixed(2)} s (${cpuSeconds.toFixed(1)} s of processor time), ${megabytes.toFixed(0)} MB, ` +
  `median of ${OUR_RUNS}`;

/** The Kolmogorov-Smirnov test applies to numbers only. */
function ourOptions(method: Method): string[] {
  const options = ['--mode', 'evidently', '--json'];
  if (method === 'default') return options;
  return method === 'ks'
    ? [...options, '--method', method, '--columns', numericColumns()]
    : [...options, '--method', method];
}

const numericColumns = (): string =>
  driftData(1, 'reference')
    .columns.filter(({ storage }) => storage !== 'string')
    .map(({ name }) => name)
    .join(',');

/** @returns how many columns were tested */
function requireSameScores(oursFile: string, peerFile: string): number {
  const { byColumn } = DriftReport.parse(JSON.parse(readFileSync(oursFile, 'utf8')));
  const peer = EvidentlyScores.parse(JSON.parse(readFileSync(peerFile, 'utf8')));
  const names = [...new Set([...Object.keys(byColumn), ...Object.keys(peer)])];
  for (const name of names) requireSame(name, byColumn[name], peer[name]);
  return names.length;
}

function requireSame(name: string, ours: Score | undefined, peer: Score | undefined): void {
  const error = Math.abs((ours?.score ?? Number.NaN) - (peer?.score ?? Number.NaN));
  if (ours?.threshold === peer?.threshold && error < 1e-6 * Math.max(1, peer?.score ?? 1)) return;
  throw new Error(`${name}: Driftloop has ${JSON.stringify(ours)}, Evidently ${JSON.stringify(peer)}`);
}
