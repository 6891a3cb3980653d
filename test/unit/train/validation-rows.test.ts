import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { UntrainableDataError } from '#src/errors.ts';
import { prepareData } from '#src/train/prepare-data.ts';
import { trainingSetOf } from '#src/train/training-set.ts';
import { type SetAsideRequest, setAside } from '#src/train/validation-rows.ts';
import { watchedSetOf } from '#src/tune/run-trial.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

/** Rows with an instant, a group and a class each; some of them are training rows. */
const someRows = fc.array(
  fc.record({
    when: fc.integer({ min: 0, max: 20 }),
    who: fc.constantFrom(...'abcdefg', null),
    label: fc.nat({ max: 2 }),
    isTest: fc.boolean(),
  }),
  { minLength: 4, maxLength: 60 },
);
type Rows = typeof someRows extends fc.Arbitrary<infer T> ? T : never;
const someFraction = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const someSeed = fc.nat({ max: 1000 });

function requestFor(rows: Rows, test: SetAsideRequest['test'], fraction: number, seed: number): SetAsideRequest {
  const table = tableOf(
    numbers(
      'when',
      rows.map(({ when }) => when),
    ),
    texts(
      'who',
      rows.map(({ who }) => who),
    ),
  );
  const classes = [0, 1, 2].map((label) =>
    rows.flatMap((row, index) => (row.label === label && !row.isTest ? [index] : [])),
  );
  return { table, classes, test, fraction, seed };
}

const trainingRows = (rows: Rows) => rows.filter(({ isTest }) => !isTest);
const distinct = (rows: Rows, of: 'when' | 'who') => new Set(trainingRows(rows).map((row) => row[of])).size;
const numberOf = (rows: Rows) => rows.flatMap(({ isTest }, index) => (isTest ? [] : [index]));
const together = ({ train, test }: { train: readonly number[]; test: readonly number[] }) =>
  [...train, ...test].sort((a, b) => a - b);

describe('rows set aside', () => {
  it.prop([someRows.filter((rows) => distinct(rows, 'when') > 1), someFraction, someSeed])(
    'by time: none is as old as a row learnt from',
    (rows, fraction, seed) => {
      const request = requestFor(rows, { strategy: 'time', by: 'when' }, fraction, seed);
      const { train, test } = setAside(request);
      const newest = Math.max(...train.map((row) => rows[row]!.when));
      expect(newest).toBeLessThan(Math.min(...test.map((row) => rows[row]!.when)));
      expect(together({ train, test })).toEqual(numberOf(rows));
      expect(setAside({ ...request, seed: seed + 1 })).toEqual({ train, test });
    },
  );

  it.prop([someRows.filter((rows) => distinct(rows, 'who') > 1), someFraction, someSeed])(
    'by group: none is of a group learnt from, the same ones for the same seed',
    (rows, fraction, seed) => {
      const request = requestFor(rows, { strategy: 'group', by: 'who' }, fraction, seed);
      const { train, test } = setAside(request);
      const learnt = new Set(train.map((row) => rows[row]!.who));
      expect(test.filter((row) => learnt.has(rows[row]!.who))).toEqual([]);
      expect([train.length > 0, test.length > 0]).toEqual([true, true]);
      expect(together({ train, test })).toEqual(numberOf(rows));
      expect(setAside(request)).toEqual({ train, test });
    },
  );

  it.prop([someRows, someFraction, someSeed])(
    'otherwise: of each class the share, the same ones for the same seed',
    (rows, fraction, seed) => {
      const request = requestFor(rows, { strategy: 'stratified' }, fraction, seed);
      const { train, test } = setAside(request);
      for (const members of request.classes) {
        const found = test.filter((row) => members.includes(row)).length;
        expect(Math.abs(found - members.length * fraction)).toBeLessThanOrEqual(1);
        if (members.length > 1) expect([found > 0, found < members.length]).toEqual([true, true]);
      }
      expect(together({ train, test })).toEqual(numberOf(rows));
      expect(setAside(request)).toEqual({ train, test });
    },
  );

  it('by time: rows within the gap are on neither side', () => {
    const rows: Rows = Array.from({ length: 10 }, (_, when) => ({ when, who: null, label: 0, isTest: false }));
    const test = { strategy: 'time', by: 'when', gap: 3 } as const;
    expect(setAside(requestFor(rows, test, 0.2, 1))).toEqual({ train: [0, 1, 2, 3, 4, 5], test: [8, 9] });
  });
});

describe('early stopping and tuning', () => {
  const count = 90;
  const index = [...Array(count).keys()];
  const labels = index.map((row) => (row % 4 === 0 ? 'no' : 'yes'));
  const table = tableOf(
    numbers('when', index),
    texts(
      'who',
      index.map((row) => `customer ${row % 9}`),
    ),
    texts('label', labels),
  );
  const project = (test: object, more: object = {}) =>
    projectOf({ training: { test, tune: { trials: 2 }, earlyStopping: { fraction: 0.25 }, ...more } });

  it.each([
    ['early stopping', trainingSetOf],
    ['tuning', watchedSetOf],
  ])('%s judges by what is newer than what it learns from, or by other groups', async (_, setOf) => {
    const byTime = project({ strategy: 'time', by: 'when' });
    const inTime = setOf(await prepareData(table, byTime), table, byTime);
    const whens = (features: typeof inTime.features) =>
      features.values.filter((_, at) => features.names[at % features.names.length] === 'when');
    expect(Math.max(...whens(inTime.features))).toBeLessThan(Math.min(...whens(inTime.validation!.features)));

    const byGroup = project({ strategy: 'group', by: 'who' });
    const set = setOf(await prepareData(table, byGroup), table, byGroup);
    const customers = (features: typeof set.features) => new Set([...whens(features)].map((when) => when % 9));
    const learnt = customers(set.features);
    expect([...customers(set.validation!.features)].filter((customer) => learnt.has(customer))).toEqual([]);
  });

  it('say so when the groups are too few, and when AUC would say nothing', async () => {
    const pair = tableOf(
      texts(
        'who',
        index.map((row) => (row < 40 ? 'a' : 'b')),
      ),
      numbers('when', index),
      texts('label', labels),
    );
    const byGroup = project({ strategy: 'group', by: 'who' });
    const few = await prepareData(pair, byGroup);
    expect(() => trainingSetOf(few, pair, byGroup)).toThrow(UntrainableDataError);
    expect(() => trainingSetOf(few, pair, byGroup)).toThrow(
      /training rows none can be set aside .* column "who" has 1/,
    );

    const sorted = tableOf(numbers('when', index), texts('label', labels.toSorted()));
    const inTime = project({ strategy: 'time', by: 'when' });
    const prepared = await prepareData(sorted, inTime);
    expect(() => watchedSetOf(prepared, sorted, inTime)).toThrow(/are of one class, for which there is no AUC/);
  });
});
