import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { evaluate } from '#src/evaluate/evaluate.ts';
import { encodeTarget } from '#src/featurize/encode-target.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { selectRows } from '#src/tabular/select.ts';
import { fitProject } from '#src/train/fit-project.ts';
import { projectFor } from '#test/support/golden-models.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const Scores = z.object({ accuracy: z.number(), auc: z.number(), f1_macro: z.number() });
const DecayMatrix = z.object({ matrix: z.record(z.string(), z.record(z.string(), Scores)) });

const TRAININGS = {
  'xgboost_depth6_eta0.1_100': {
    algorithm: 'xgboost',
    hyperparameters: { max_depth: 6, eta: 0.1, num_boost_round: 100 },
  },
  'lightgbm_depth6_eta0.1_100': {
    algorithm: 'lightgbm',
    hyperparameters: { max_depth: 6, learning_rate: 0.1, num_iterations: 100 },
  },
} as const;

/** The electricity market's five periods in order, with their rows; a model of one of them is judged by the others. */
const ROWS = { v1: 9063, v2: 9063, v3: 9062, v4: 9062, v5: 9062 };
const VERSIONS = Object.keys(ROWS) as (keyof typeof ROWS)[];

function rowsOf(version: keyof typeof ROWS): number[] {
  const before = VERSIONS.slice(0, VERSIONS.indexOf(version)).reduce((sum, name) => sum + ROWS[name], 0);
  return Array.from({ length: ROWS[version] }, (_, row) => before + row);
}

const readGolden = () =>
  DecayMatrix.parse(JSON.parse(readFileSync(sharedPath('golden/models/elec2_decay_matrix.json'), 'utf8'))).matrix;

/** `v1->v2` → what a model of v1 scores on v2. */
async function decayMatrix(name: keyof typeof TRAININGS) {
  const table = await readTable(VERSIONS.map((version) => sharedPath(`data/elec2/splits/${version}.csv.gz`)));
  const project = projectFor('elec2_v1_v2', { training: TRAININGS[name] });
  const { labels } = encodeTarget(table, project.target, project.task);
  const matrix: Record<string, z.infer<typeof Scores>> = {};
  for (const trainedOn of VERSIONS) {
    const train = rowsOf(trainedOn);
    const { onnx, plan } = await fitProject(table, project, { split: { train, test: train.slice(-100) } });
    for (const judgedBy of VERSIONS.filter((version) => version !== trainedOn)) {
      const rows = rowsOf(judgedBy);
      const probabilities = await scoreTable(onnx, plan.features, selectRows(table, rows));
      const truth = Float32Array.from(rows, (row) => labels[row]!);
      const { accuracy, auc, f1 } = evaluate({ labels: truth, probabilities, classCount: 2 });
      matrix[`${trainedOn}->${judgedBy}`] = Scores.parse({ accuracy, auc, f1_macro: f1 });
    }
  }
  return matrix;
}

describe.skipIf(!hasShared)(`models decay as the market moves on${hasShared ? '' : ' (../shared is absent)'}`, () => {
  it.each(Object.keys(TRAININGS) as (keyof typeof TRAININGS)[])('%s: every version on every other', async (name) => {
    const golden = readGolden()[name]!;
    const found = await decayMatrix(name);
    const wrong = Object.entries(golden).filter(([pair, { accuracy, auc, f1_macro }]) => {
      const scores = found[pair]!;
      const errors = [scores.accuracy - accuracy, scores.auc - auc, scores.f1_macro - f1_macro];
      return errors.some((error) => Math.abs(error) > 0.002);
    });
    expect(wrong.map(([pair, scores]) => ({ pair, golden: scores, found: found[pair] }))).toEqual([]);
  });
});
