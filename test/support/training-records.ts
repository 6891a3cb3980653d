import { TrainingRecord, type TuningRecord } from '#src/contracts/training-record.ts';

const ref = (name: string, digit: string) => ({
  bucket: 'artifacts',
  key: `demo/wine/runs/r/train/${name}`,
  versionId: `version-of-${name}`,
  sha256: digit.repeat(64),
  bytes: 1000,
});

const trial = (number: number, value: number | undefined, state: 'complete' | 'pruned' | 'failed' = 'complete') => ({
  ...{ number, state, rounds: 10 * (number + 1), seconds: 0.25 * (number + 1) },
  hyperparameters: { num_leaves: 8 + number, boosting: number % 2 === 0 ? 'gbdt' : 'rf' },
  ...(value === undefined ? { error: 'a forest needs bagging' } : { value }),
});

/** A search by five trials, of which the third was the best. */
export const tuningRecord: TuningRecord = {
  metric: 'logLoss',
  trials: [trial(0, 0.5), trial(1, undefined, 'failed'), trial(2, 0.25), trial(3, 0.75, 'pruned'), trial(4, 0.375)],
};

/** A training of three classes by two columns, as `run.json` has it. */
export const trainingRecord = (changes: Partial<TrainingRecord> = {}): TrainingRecord =>
  TrainingRecord.parse({
    format: 1,
    ...{ team: 'demo', project: 'wine', task: 'multiclass', target: 'kind', classes: ['a', 'b', 'c'] },
    tags: {},
    parameters: { 'training.algorithm': 'lightgbm', 'training.seed': 42 },
    columns: ['alcohol', 'hue'],
    features: 2,
    rows: { train: 80, test: 20 },
    metrics: { accuracy: 0.9, logLoss: 0.25 },
    baselineMetrics: { accuracy: 0.85, logLoss: 0.5 },
    evaluation: {
      rows: 20,
      metrics: { accuracy: 0.9, logLoss: 0.25 },
      metricIntervals: { accuracy: [0.75, 1] },
      classification: {
        classes: ['a', 'b', 'c'].map((name, index) => ({
          ...{ class: name, rows: [10, 7, 3][index], predicted: [11, 7, 2][index] },
          ...{ precision: 0.9, recall: [1, 0.9, 0.5][index], f1: 0.9, auc: 0.98, averagePrecision: 0.95 },
        })),
        confusion: [
          [10, 0, 0],
          [1, 6, 0],
          [0, 1, 2],
        ],
        curves: ['a', 'b', 'c'].map((name) => ({
          class: name,
          roc: [
            [0, 0],
            [0.5, 1],
            [1, 1],
          ],
          precisionRecall: [
            [0, 1],
            [1, 0.5],
          ],
        })),
        calibration: [{ from: 0.9, to: 1, rows: 20, probability: 0.95, share: 0.9 }],
      },
      segments: {
        region: {
          north: { rows: 12, metrics: { accuracy: 1, logLoss: 0.1 } },
          south: { rows: 8, metrics: { accuracy: 0.75, logLoss: 0.475 } },
        },
      },
    },
    curves: [
      { metric: 'logLoss', rows: 'training', rounds: [1, 3], values: [0.9, 0.1] },
      { metric: 'logLoss', rows: 'validation', rounds: [1, 2, 3], values: [1, 0.5, 0.25] },
    ],
    importance: {
      byColumn: {
        alcohol: { gain: 0.75, split: 30, permutation: { mean: 0.4, deviation: 0.05 } },
        hue: { gain: 0.25, split: 10, permutation: { mean: 0.01, deviation: 0.02 } },
      },
      byFeature: { alcohol: { gain: 0.75, split: 30 }, hue: { gain: 0.25, split: 10 } },
      permutation: { metric: 'accuracy', value: 0.9, rows: 20, repeats: 5 },
    },
    conversionError: 1e-7,
    lineage: {
      runId: 'wine-v1-0000000000000001',
      dataVersion: 'v1',
      data: [{ ...ref('v1.csv', '1'), key: 'demo/wine/raw/v1.csv' }],
      trainingData: ref('data.parquet', '2'),
      projectFile: ref('project.json', '3'),
      codeVersion: 'abc1234',
      seed: 42,
      libraries: { lightgbm: '4.7.0+0123456789ab', onnxruntime: '1.30.0', node: '24.21.0' },
      platform: 'linux-x64',
    },
    artifacts: { model: ref('model.onnx', '4'), manifest: ref('manifest.json', '5') },
    machine: { processor: 'A processor', cpus: 2, memoryMb: 4096, lambdaMemoryMb: 3008 },
    seconds: 1.5,
    ...changes,
  });
