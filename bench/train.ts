import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { localFolder } from '#localstack/paths.ts';
import { spinBriefly } from '#src/train/native-library.ts';
import { type Measured, measureProcess } from './measure-process.ts';
import { median } from './median.ts';
import { peersPython } from './peers-python.ts';
import { writeTrainData } from './train-data.ts';

const folder = join(localFolder, 'bench', 'train');
const LEARNT_SHARE = 0.8;
const WIDE_ROWS = 1_000_000;
const TOLERANCE = 0.0005;

/** What each is trained with: by our project file, and by what Python needs to be told besides. */
const TRAININGS = {
  lightgbm: {
    hyperparameters: { num_iterations: 200, num_leaves: 31, learning_rate: 0.1 },
    python: { objective: 'binary', num_threads: 2, verbosity: -1 },
  },
  xgboost: {
    hyperparameters: { num_boost_round: 200, max_depth: 6, eta: 0.1 },
    python: { objective: 'binary:logistic', nthread: 2, verbosity: 0 },
  },
} as const;
type Algorithm = keyof typeof TRAININGS;

const Trained = z.object({
  seconds: z.number(),
  cpuSeconds: z.number(),
  auc: z.number(),
  onnxSeconds: z.number().optional(),
});
/** A process, and the part of it from arrays in memory to a trained model. */
interface Round {
  readonly whole: Measured;
  readonly training: z.infer<typeof Trained>;
}

/**
 * Training beside the Python packages, on two threads and the same Parquet files, four fifths of the rows learnt from: whole
 * processes taking turns. From a million rows on there are 50 features in place of 30, and one round in place of three.
 */
export async function benchTrain(rowCount: number): Promise<string> {
  // Python's threads would wait by spinning longer, which takes ten times as long wherever the cores are shared.
  spinBriefly(process.env);
  const python = peersPython('train');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [featureCount, rounds] = rowCount >= WIDE_ROWS ? [50, 1] : [30, 3];
  const learnt = Math.round(rowCount * LEARNT_SHARE);
  const files = [join(folder, 'train.parquet'), join(folder, 'test.parquet')] as const;
  await writeTrainData(files[0], featureCount, { first: 0, end: learnt });
  await writeTrainData(files[1], featureCount, { first: learnt, end: rowCount });
  const load = loadavg()[0];
  const lines = (['lightgbm', 'xgboost'] as const).flatMap((algorithm) => compare(python, algorithm, files, rounds));
  rmSync(folder, { recursive: true });
  return [
    `${rowCount} rows × ${featureCount}, ${learnt} learnt from, 200 rounds; median of ${rounds}; load ${load?.toFixed(0)}`,
    ...lines,
  ].join('\n');
}

function compare(python: string, algorithm: Algorithm, files: readonly [string, string], rounds: number): string[] {
  const project = join(folder, `${algorithm}.yaml`);
  const { hyperparameters, python: more } = TRAININGS[algorithm];
  // JSON is YAML.
  const settings = { project: 'bench', target: 'y', task: 'binary', training: { algorithm, hyperparameters } };
  writeFileSync(project, JSON.stringify(settings));
  const script = join(import.meta.dirname, 'python_train.py');
  const ours = [process.execPath, join(import.meta.dirname, 'train-process.ts'), project, ...files];
  const peer = [python, script, algorithm, ...files, JSON.stringify({ ...hyperparameters, ...more })];
  const [oursRounds, peerRounds]: [Round[], Round[]] = [[], []];
  const commands: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    oursRounds.push(run(ours));
    peerRounds.push(run(peer));
    commands.push(measureProcess(join(folder, 'command'), commandOf(project, files)).seconds);
  }
  requireSameAuc(oursRounds, peerRounds);
  return describe(algorithm, oursRounds, peerRounds, median(commands));
}

/** What a user types; it also judges, explains, compares with a baseline and writes it all down. */
const commandOf = (project: string, [data, test]: readonly [string, string]): string[] => [
  join(import.meta.dirname, '..', 'bin', 'driftloop'),
  ...['train', '--project', project, '--data', data, '--test', test, '--out', join(folder, 'model'), '--json'],
];

function run(command: readonly string[]): Round {
  const output = join(folder, 'stdout');
  const whole = measureProcess(output, command);
  return { whole, training: Trained.parse(JSON.parse(readFileSync(output, 'utf8'))) };
}

function requireSameAuc(ours: readonly Round[], peer: readonly Round[]): void {
  const all = [...ours, ...peer].map(({ training }) => training.auc);
  if (Math.max(...all) - Math.min(...all) > TOLERANCE) throw new Error(`the AUCs differ: ${all.join(', ')}`);
}

function describe(
  algorithm: Algorithm,
  ours: readonly Round[],
  peer: readonly Round[],
  commandSeconds: number,
): string[] {
  const figures = [
    ['training', 's', ({ training }: Round) => training.seconds],
    ['training, processor', 's', ({ training }: Round) => training.cpuSeconds],
    ['process', 's', ({ whole }: Round) => whole.seconds],
    ['process, processor', 's', ({ whole }: Round) => whole.cpuSeconds],
    ['peak memory', 'MB', ({ whole }: Round) => whole.megabytes],
  ] as const;
  const lines = figures.map(([what, unit, of]) => {
    const [a, b] = [median(ours.map(of)), median(peer.map(of))];
    return `  ${what}: Driftloop ${a.toFixed(2)} ${unit}, Python ${b.toFixed(2)} ${unit}, ${(a / b).toFixed(2)} ×`;
  });
  const onnx = median(ours.map(({ training }) => training.onnxSeconds ?? Number.NaN));
  const [a, b] = [ours[0]?.training.auc, peer[0]?.training.auc].map((auc) => auc?.toFixed(5));
  return [
    algorithm,
    `  AUC: Driftloop ${a}, Python ${b}`,
    ...lines,
    `  model to ONNX: ${onnx.toFixed(2)} s; driftloop train: ${commandSeconds.toFixed(1)} s`,
  ];
}
