import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { SearchRange } from '#src/contracts/settings/tuning.ts';
import type { Hyperparameters, Trial } from '#src/contracts/trial.ts';
import { bestTrial, nextBatch } from '#src/tune/study.ts';
import { projectOf } from '#test/support/projects.ts';

const trialOf = (number: number, hyperparameters: Hyperparameters, value: number): Trial => ({
  ...{ number, hyperparameters, value, state: 'complete', rounds: 10 },
  curve: { rounds: [10], values: [value] },
});
const tuned = (tune: Record<string, unknown>, training: Record<string, unknown> = {}) =>
  projectOf({ task: 'regression', training: { ...training, tune: { trials: 20, ...tune } } });
type Project = ReturnType<typeof tuned>;
type Judge = (hyperparameters: Hyperparameters) => number;

/** All trials of a study; a lower value is better. */
function search(project: Project, judge: Judge, done: readonly Trial[] = []): Trial[] {
  const trials = [...done];
  for (let batch = nextBatch(project, trials); batch; batch = nextBatch(project, trials)) {
    for (const { number, hyperparameters } of batch.suggestions) {
      trials.push(trialOf(number, hyperparameters, judge(hyperparameters)));
    }
  }
  return trials.toSorted((a, b) => a.number - b.number);
}

const positive = fc.double({ min: 1e-4, max: 50, noNaN: true });
const range: fc.Arbitrary<SearchRange> = fc.oneof(
  fc.tuple(positive, positive, fc.boolean()).map(([a, b, log]) => ({ float: [a, a + b] as [number, number], log })),
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 90 }), fc.boolean())
    .map(([a, b, log]) => ({ int: [a, a + b] as [number, number], log })),
  fc.uniqueArray(fc.oneof(fc.string(), fc.boolean(), fc.integer()), { minLength: 1, maxLength: 4 }).map((choice) => ({
    choice,
  })),
);
const space = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), range, { minKeys: 1, maxKeys: 4 });

function isInside(at: SearchRange, value: unknown): boolean {
  if ('choice' in at) return at.choice.some((choice) => choice === value);
  const [low, high] = 'int' in at ? at.int : at.float;
  if (typeof value !== 'number' || ('int' in at && !Number.isInteger(value))) return false;
  return value >= low && value <= high;
}

describe('suggestions', () => {
  it.prop([space, fc.constantFrom('tpe', 'random'), fc.nat({ max: 1000 })], { numRuns: 40 })(
    'lie inside the space, also where good values lie at its ends',
    (searched, sampler, seed) => {
      const project = tuned({ space: searched, sampler, parallel: 3 }, { seed });
      const sum: Judge = (found) =>
        Object.values(found).reduce((total: number, value) => total + (typeof value === 'number' ? value : 0), 0);
      for (const { hyperparameters } of search(project, sum)) {
        expect(Object.keys(hyperparameters)).toEqual(Object.keys(searched).sort());
        for (const [name, at] of Object.entries(searched)) expect(isInside(at, hyperparameters[name]), name).toBe(true);
      }
    },
  );

  it.prop([fc.nat({ max: 100 }), fc.integer({ min: 1, max: 5 }), fc.subarray([...Array(20).keys()])], { numRuns: 30 })(
    'are the same after an interruption, whichever trials had ended',
    (seed, parallel, kept) => {
      const project = tuned({ parallel, space: { x: { float: [0, 1] }, kind: { choice: ['a', 'b', 'c'] } } }, { seed });
      const judge: Judge = ({ x, kind }) => Math.abs(Number(x) - 0.3) + (kind === 'b' ? 0 : 1);
      const all = search(project, judge);
      // What had ended is all of the earlier batches, and anything of the last one begun.
      const begun = Math.floor((kept.at(-1) ?? 0) / parallel) * parallel;
      const ended = all.filter(({ number }) => number < begun || kept.includes(number));
      expect(search(project, judge, ended)).toEqual(all);
    },
  );

  it.prop([fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 12 })], { numRuns: 30 })(
    'are one in each seventh of every range, from the second to the eighth',
    (seed, parallel) => {
      const ranges = { x: { float: [2, 5] }, y: { float: [1, 1024], log: true }, kind: { choice: [...'abcdefg'] } };
      const project = tuned({ parallel, space: ranges }, { seed });
      const [, ...spread] = search(project, () => 0).slice(0, 8);
      const sevenths = [...Array(7).keys()];
      const placesOf = (share: (hyperparameters: Hyperparameters) => number) =>
        spread.map(({ hyperparameters }) => Math.floor(7 * share(hyperparameters))).sort((a, b) => a - b);
      expect(placesOf(({ x }) => (Number(x) - 2) / 3)).toEqual(sevenths);
      expect(placesOf(({ y }) => Math.log2(Number(y)) / 10)).toEqual(sevenths);
      expect(new Set(spread.map(({ hyperparameters }) => hyperparameters['kind'])).size).toBe(7);
    },
  );

  it('differ with the seed, and not with the order of the space', () => {
    const x: SearchRange = { float: [0, 1], log: false };
    const first = (seed: number, searched: Record<string, SearchRange>) =>
      search(tuned({ space: searched, trials: 3 }, { seed }), () => 0).map(({ hyperparameters }) => hyperparameters);
    expect(first(1, { a: x, b: x })).toEqual(first(1, { b: x, a: x }));
    expect(first(1, { a: x, b: x })[1]).not.toEqual(first(2, { a: x, b: x })[1]);
  });

  it('begin with the project’s own hyperparameters, then the library’s defaults, then the middle', () => {
    const searched = {
      num_leaves: { int: [8, 128] },
      learning_rate: { float: [0.01, 0.3] },
      fair_c: { float: [1, 3] },
    };
    const [start] = search(tuned({ trials: 1, space: searched }, { hyperparameters: { num_leaves: 500 } }), () => 0);
    expect(start?.hyperparameters).toEqual({ num_leaves: 128, learning_rate: 0.1, fair_c: 2 });
  });
});

describe('TPE', () => {
  /** A narrow valley in three numbers, and one right choice of three. */
  const valley: Judge = ({ x, y, n, kind }) =>
    (Number(x) - 0.7) ** 2 * 4 +
    (Math.log10(Number(y)) + 2) ** 2 +
    ((Number(n) - 40) / 60) ** 2 +
    (kind === 'b' ? 0 : 1);
  const found = (sampler: string, seed: number) => {
    const searched = {
      ...{ x: { float: [0, 1] }, y: { float: [1e-4, 1], log: true }, n: { int: [2, 128] } },
      kind: { choice: ['a', 'b', 'c'] },
    };
    const project = tuned({ sampler, space: searched, trials: 40 }, { seed });
    return bestTrial(project, search(project, valley)).value;
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

  it('finds better ones than random search, in the median of seeds', () => {
    const seeds = [...Array(11).keys()];
    const [tpe, random] = ['tpe', 'random'].map((sampler) => median(seeds.map((seed) => found(sampler, seed))));
    expect(tpe).toBeLessThan(random! * 0.6);
  });

  it('spreads the trials of a batch', () => {
    const project = tuned({ parallel: 5, trials: 30, space: { x: { float: [0, 1] } } });
    const last = search(project, ({ x }) => Math.abs(Number(x) - 0.5)).slice(-5);
    expect(new Set(last.map(({ hyperparameters }) => hyperparameters['x'])).size).toBe(5);
  });
});

describe('the best trial', () => {
  const project = tuned({});
  const failed: Trial = { ...trialOf(0, {}, 0), state: 'failed', error: 'no' };
  it('is a complete one, even if a pruned one was better', () => {
    const pruned: Trial = { ...trialOf(1, {}, 0.1), state: 'pruned' };
    expect(bestTrial(project, [failed, pruned, trialOf(2, {}, 5), trialOf(3, {}, 4)])).toMatchObject({ number: 3 });
  });
  it('is missed with the library’s reason when none came to its end', () => {
    expect(() => bestTrial(project, [failed])).toThrow('none of 1 tuning trials came to its end: no');
  });
});
