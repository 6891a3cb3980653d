import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { applyFeaturePlan } from '#src/featurize/apply-feature-plan.ts';
import { fitFeaturePlan } from '#src/featurize/fit-feature-plan.ts';
import { makeFeatures } from '#src/onnx/feature-graph.ts';
import { graphInputs } from '#src/onnx/preprocessing.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';
import { anyExpression } from '#test/support/random-expression.ts';

const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(null, 0, 1, -1, 2 ** 24 + 1) },
  { weight: 1, arbitrary: fc.constantFrom(1e38, -1e38, 1e39, -1e39, Number.POSITIVE_INFINITY, 1e-40, 3e38) },
);
const text = fc.oneof(
  fc.constantFrom(null, 'a', 'b', 'c', 'ä', 'a ', '\u{1f347}', '0', 'NaN', ' b  c\n', 'two words'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((value) => !value.includes('\0')),
);
const time = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map(Number),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(null, 0, -1, Date.UTC(2000, 1, 29), Date.UTC(2100, 1, 28, 23, 59, 59, 999), 8.64e15),
  },
);
const row = fc.record({ m: number, n: number, s: text, t: text, u: time, v: time });
const rows = fc.array(row, { minLength: 4, maxLength: 12 });

const impute = fc.constantFrom('none', 'mean', 'median', 'zero', 'most_frequent', { constant: -3.5 });
const scale = fc.constantFrom('none', 'standard', 'minmax', 'robust');
const textImpute = fc.constantFrom('none', 'most_frequent', 'level');
const encode = fc.constantFrom('ordinal', 'onehot', 'frequency');
const bucket = fc.constantFrom(undefined, { quantiles: 3 }, { edges: [-1, 0, 50] });
const transform = fc.constantFrom('none', 'log', 'log1p', 'sqrt', 'yeo-johnson');
const numberColumn = fc
  .tuple(
    fc.record({ impute, scale, indicator: fc.boolean() }),
    fc.oneof(fc.record({ bucket }), fc.record({ transform })),
  )
  .map(([general, own]) => ({ ...general, ...own }));
const timeColumn = fc.record({
  impute,
  parts: fc.uniqueArray(fc.constantFrom('year', 'month', 'day', 'weekday', 'hour', 'minute', 'days')),
});
const textColumn = fc.record({
  encode,
  impute: textImpute,
  indicator: fc.boolean(),
  length: fc.constantFrom([], 'characters', ['words', 'characters']),
});

const settings = fc.record({
  encode,
  impute,
  imputeText: textImpute,
  scale,
  columns: fc.record({ m: numberColumn, s: textColumn, u: timeColumn }, { requiredKeys: [] }),
  derived: fc.record({ v1: anyExpression, v2: anyExpression, v3: anyExpression, v4: anyExpression }),
});

type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;

function tableOfRows(values: readonly Row[]): Table {
  return tableOf(
    texts('s', ['a', ...values.map(({ s }) => s)]),
    numbers('m', [1, ...values.map(({ m }) => m)]),
    numbers('u', [86_400_000, ...values.map(({ u }) => u)], 'timestamp'),
    texts('t', ['b', ...values.map(({ t }) => t)]),
    numbers('n', [2, ...values.map(({ n }) => n)]),
    numbers('v', [0, ...values.map(({ v }) => v)], 'timestamp'),
  );
}

const categorical = { type: 'categorical' };

/** The sign of zeros does not count: the runtime's `Where` loses it and no comparison sees it. */
function largestDifference(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  let largest = 0;
  for (const [index, value] of expected.entries()) {
    if (Object.is(found[index]! + 0, value + 0)) continue;
    const difference = Math.abs(found[index]! - value) / Math.abs(value);
    largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : Math.max(largest, difference);
  }
  return largest;
}

describe('the preprocessing in the ONNX graph', () => {
  it.prop([rows, settings], { numRuns: 25 })(
    'gives what the reference does, for known, unseen, missing, infinite and extreme values',
    async (values, features) => {
      const table = tableOfRows(values);
      const plan = fitFeaturePlan(
        table,
        [0, 1, 2],
        projectOf({ columns: { s: categorical, t: categorical }, features }),
      );
      const { values: found } = await makeFeatures(plan, table);
      expect(largestDifference(found, applyFeaturePlan(plan, table).values)).toBeLessThanOrEqual(1e-6);
    },
  );

  it.each([
    ['numbers only', tableOf(numbers('a', [1, null]), numbers('b', [0, 1], 'boolean'))],
    ['texts only', tableOf(texts('a', ['x', null]))],
  ])('needs no other input for %s', async (_, table) => {
    const plan = fitFeaturePlan(table, [0, 1], projectOf({ columns: { a: categorical } }));
    expect(graphInputs(plan)).toHaveLength(1);
    expect(await makeFeatures(plan, table)).toEqual(applyFeaturePlan(plan, table));
  });

  it('takes only some of the raw numbers as features, in another order', async () => {
    const table = tableOf(numbers('a', [1, 2]), numbers('b', [3, 4]), numbers('c', [5, 6]));
    const step = (name: string) => ({ kind: 'numeric', feature: name, column: name }) as const;
    const rawColumns = ['a', 'b', 'c'].map((name) => ({ name, storage: 'float' }) as const);
    const { values } = await makeFeatures({ rawColumns, steps: [step('c'), step('a')] }, table);
    expect(Array.from(values)).toEqual([5, 1, 6, 2]);
  });

  it('knows the calendar from the year 1 to 9999', async () => {
    const [first, last] = [-719_162, 2_932_896]; // 0001-01-01 and 9999-12-31
    const step = 61; // prime, so that every day of the year is met
    const days = Array.from(
      { length: Math.floor((last - first) / step) + 1 },
      (_, at) => (first + at * step) * 86_400_000,
    );
    const table = tableOf(numbers('u', days, 'timestamp'));
    const derived = { y: 'year(u)', m: 'month(u)', d: 'day(u)', w: 'weekday(u)' };
    const plan = fitFeaturePlan(table, [0], projectOf({ features: { derived } }));
    const { values } = await makeFeatures(plan, table);
    const expected = days.flatMap((time) => {
      const date = new Date(time);
      return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay() || 7];
    });
    expect(expected.findIndex((value, index) => values[index] !== value)).toBe(-1);
    expect(values.length).toBe(expected.length);
  });
});
