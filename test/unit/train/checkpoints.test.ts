import { describe, expect, it } from 'vitest';
import { createRandom } from '#src/random.ts';
import { fitProject } from '#src/train/fit-project.ts';
import type { Checkpoint } from '#src/train/learner.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 400;
const random = createRandom(5);
const rows = [...Array(ROWS).keys()];
const size = rows.map((row) => (row % 11 === 0 ? null : random() * 10));
const weight = rows.map(() => random() * 3);
const town = rows.map(() => `town ${Math.floor(random() * 9)}`);
const score = rows.map((row) => (size[row] ?? 3) + weight[row]! + Number(town[row]!.slice(5)) + random() * 4);
const columns = [numbers('size', size), numbers('weight', weight), texts('town', town)];
const label = {
  binary: texts(
    'label',
    score.map((value) => (value > 10 ? 'yes' : 'no')),
  ),
  multiclass: texts(
    'label',
    score.map((value) => `class ${Math.min(Math.floor(value / 6), 2)}`),
  ),
  regression: numbers('label', score),
};

class Taken extends Error {}

/** Trains until round `stop`, as if the machine were taken away then, and goes on from what was left. */
async function interrupted(table: ReturnType<typeof tableOf>, project: ReturnType<typeof projectOf>, stop: number) {
  let last: Checkpoint | undefined;
  const save = (checkpoint: Checkpoint) => {
    last = JSON.parse(JSON.stringify(checkpoint));
    throw new Taken();
  };
  const first = fitProject(table, project, { checkpoints: { isDue: (round) => round === stop, save } });
  await expect(first).rejects.toBeInstanceOf(Taken);
  expect(last?.rounds).toBe(stop);
  const rounds: number[] = [];
  const fitted = await fitProject(table, project, {
    checkpoints: { last, isDue: () => false, save },
    onProgress: (round) => rounds.push(round),
  });
  expect(rounds[0]).toBe(stop + 1);
  return fitted;
}

const more = {
  nothing: {},
  'early stopping': { earlyStopping: { rounds: 3, fraction: 0.2 } },
  weights: { sampleWeight: 'weight' },
  'monotone constraints': { monotone: { size: 1 } },
};

describe.each(['lightgbm', 'xgboost'])('%s, cut off and gone on', (algorithm) => {
  const hyperparameters =
    algorithm === 'lightgbm'
      ? { learning_rate: 0.1, num_leaves: 7, num_iterations: 30 }
      : { eta: 0.1, max_depth: 4, num_boost_round: 30 };

  it.each(['binary', 'multiclass', 'regression'] as const)('gives the same bytes: %s', async (task) => {
    const table = tableOf(...columns, label[task]);
    for (const [what, settings] of Object.entries(more)) {
      const training = { algorithm, hyperparameters, ...settings };
      const project = projectOf({ task, training, features: { encode: 'native' } });
      const undisturbed = await fitProject(table, project);
      const resumed = await interrupted(table, project, 4);
      expect(resumed.sha256, what).toBe(undisturbed.sha256);
      expect(resumed.metrics).toEqual(undisturbed.metrics);
      expect(resumed.curves).toEqual(undisturbed.curves);
    }
  });

  it('is not cut where rounds draw random numbers', async () => {
    const table = tableOf(...columns, label.binary);
    const share = algorithm === 'lightgbm' ? { bagging_fraction: 0.5, bagging_freq: 1 } : { subsample: 0.5 };
    const project = projectOf({
      task: 'binary',
      training: { algorithm, hyperparameters: { ...hyperparameters, ...share } },
    });
    const save = () => expect.unreachable('it left a checkpoint that cannot be gone on from');
    const last = { rounds: 4, model: 'of no use', curves: [] };
    const fitted = await fitProject(table, project, { checkpoints: { last, isDue: () => true, save } });
    expect(fitted.sha256).toBe((await fitProject(table, project)).sha256);
  });
});
