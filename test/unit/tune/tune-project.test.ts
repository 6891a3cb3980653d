import { describe, expect, it } from 'vitest';
import type { Trial } from '#src/contracts/trial.ts';
import { createRandom } from '#src/random.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { trainingSetOf } from '#src/train/training-set.ts';
import { openRows, runTrial, watchedSetOf } from '#src/tune/run-trial.ts';
import { nextBatch } from '#src/tune/study.ts';
import { studyDigest } from '#src/tune/study-digest.ts';
import { tuneProject } from '#src/tune/tune-project.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

const ROWS = 400;
const random = createRandom(5);
const [a = [], b = []] = [0, 1].map(() => Array.from({ length: ROWS }, () => random() * 10));
const town = a.map(() => `town ${Math.floor(random() * 6)}`);
const label = a.map((value, row) => (value + (b[row]! > 5 ? 3 : 0) + random() * 4 > 8 ? 'yes' : 'no'));
const table = tableOf(numbers('a', a), numbers('b', b), texts('town', town), texts('label', label));
const tuned = (tune: Record<string, unknown>, training: Record<string, unknown> = {}) =>
  projectOf({ training: { hyperparameters: { num_iterations: 30 }, ...training, tune: { trials: 8, ...tune } } });
type Project = ReturnType<typeof tuned>;
const setOf = async (project: Project) => watchedSetOf(await prepareData(table, project), table, project);

/** All trials on this thread. */
async function tunedHere(project: Project): Promise<Trial[]> {
  const set = await setOf(project);
  const rows = openRows(set, project.training, 1);
  const trials: Trial[] = [];
  try {
    for (let batch = nextBatch(project, trials); batch; batch = nextBatch(project, trials)) {
      for (const suggestion of batch.suggestions) {
        trials.push(runTrial(rows, set.validation, project.training, { suggestion, known: batch.known }));
      }
    }
  } finally {
    rows.free();
  }
  return trials;
}

describe('tuning', () => {
  it('finds the same in one thread and in two, at once and after an interruption', async () => {
    const project = tuned({ trials: 12 });
    const expected = await tunedHere(project);
    const set = await setOf(project);
    const whole = await tuneProject(set, project, { threads: 2 });
    expect(whole.trials).toEqual(expected);
    const told: number[] = [];
    const onTrial = (_: Trial, trials: readonly Trial[]) => told.push(trials.length);
    const resumed = await tuneProject(set, project, { threads: 1, earlier: expected.slice(0, 7), onTrial });
    expect(resumed).toEqual(whole);
    expect(told).toEqual([8, 9, 10, 11, 12]);
  });

  it('learns from training rows only, and judges by some of them', async () => {
    const project = tuned({});
    const prepared = await prepareData(table, project);
    const { features, validation } = watchedSetOf(prepared, table, project);
    const all = trainingSetOf(prepared, table, project).features;
    expect(features.rowCount + validation.features.rowCount).toBe(all.rowCount);
    expect(validation).toMatchObject({ metric: 'auc', patience: 20 });
    const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
    expect(sum(features.values) + sum(validation.features.values)).toBeCloseTo(sum(all.values), 1);
  });

  it('gives the project the best trial’s hyperparameters and rounds', async () => {
    const project = tuned({ space: { num_leaves: { int: [2, 20] } } });
    const { project: found, trials } = await tuneProject(await setOf(project), project, { threads: 1 });
    const [best] = trials.filter(({ state }) => state === 'complete').sort((x, y) => y.value! - x.value!);
    expect(found.training.hyperparameters).toEqual({
      ...best!.hyperparameters,
      num_iterations: Math.min(30, Math.round(1.25 * best!.rounds)),
    });
    expect({ ...found.training, hyperparameters: 0 }).toEqual({ ...project.training, hyperparameters: 0 });
  });

  it('leaves the rounds to early stopping where the project has it', async () => {
    const project = tuned({ space: { num_leaves: { int: [2, 20] } } }, { earlyStopping: { rounds: 5 } });
    const { project: found } = await tuneProject(await setOf(project), project, { threads: 1 });
    expect(found.training.hyperparameters['num_iterations']).toBe(30);
  });

  it.each([
    ['xgboost', { hyperparameters: { num_boost_round: 15 } }, { booster: { choice: ['gbtree', 'dart'] } }],
    ['linear', { hyperparameters: {} }, { lambda: { float: [1e-6, 1], log: true } }],
    ['lightgbm', {}, { boosting: { choice: ['gbdt', 'dart'] }, max_bin: { int: [8, 255] } }],
  ])('tries %s, also where a model cannot go back or is binned anew', async (algorithm, training, space) => {
    const project = tuned({ trials: 4, space, pruner: 'none' }, { algorithm, ...training });
    for (const trial of await tunedHere(project)) {
      expect(trial).toMatchObject({ state: 'complete', value: expect.any(Number) });
      expect(trial.value).toBeGreaterThan(0.8);
    }
  });

  it('keeps a combination that the library refuses as a failed trial', async () => {
    const space = { boosting: { choice: ['gbdt', 'rf'] } }; // a forest needs bagging
    const trials = await tunedHere(tuned({ trials: 4, space }));
    expect(new Set(trials.map(({ state }) => state))).toEqual(new Set(['complete', 'failed']));
    expect(trials.find(({ state }) => state === 'failed')?.error).toContain('LightGBM cannot train on this');
  });

  it('measures each trial by the clock that it is given', async () => {
    const project = tuned({ trials: 3, parallel: 1 });
    let now = 0;
    const { trials } = await tuneProject(await setOf(project), project, { threads: 1, clock: () => (now += 5) });
    expect(trials.map(({ use }) => use)).toEqual(trials.map(() => ({ seconds: 5, processor: process.arch })));
  });

  it('ends when the time is up, with the best so far', async () => {
    const project = tuned({ parallel: 3 });
    const { trials } = await tuneProject(await setOf(project), project, { threads: 1, isOver: () => true });
    expect(trials).toHaveLength(3);
  });

  it('knows a study by all that decides how its trials end', async () => {
    const digest = async (project: Project) => studyDigest(await setOf(project), project.training);
    const first = await digest(tuned({}));
    expect(await digest(tuned({ trials: 50, timeoutSeconds: 9 }))).toBe(first);
    for (const other of [
      tuned({ parallel: 3 }),
      tuned({ metric: 'logLoss' }),
      tuned({}, { classWeights: 'balanced' }),
    ]) {
      expect(await digest(other)).not.toBe(first);
    }
  });
});
