import { describe, expect, it } from 'vitest';
import type { FeaturePlan, FeatureStep, RawColumn } from '#src/contracts/feature-plan.ts';
import { InvalidDataError } from '#src/errors.ts';
import { applyFeaturePlan } from '#src/featurize/apply-feature-plan.ts';
import { selectMatrixRows } from '#src/featurize/feature-matrix.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const planOf = (rawColumns: readonly RawColumn[], ...steps: FeatureStep[]): FeaturePlan => ({
  rawColumns: [...rawColumns],
  steps,
});
const raw = (...names: string[]): RawColumn[] => names.map((name) => ({ name, storage: 'float' }));
const levels = ['blue', 'red'];
const colour = texts('colour', ['red', null, 'blue', 'green']);

describe('applyFeaturePlan', () => {
  it('lays the features out row by row', () => {
    const table = tableOf(numbers('a', [1, 2]), numbers('b', [1, 0], 'boolean'));
    const step = (name: string) => ({ kind: 'numeric', feature: name, column: name }) as const;
    expect(applyFeaturePlan(planOf(raw('a', 'b'), step('b'), step('a')), table)).toEqual({
      names: ['b', 'a'],
      rowCount: 2,
      values: Float32Array.of(1, 1, 0, 2),
    });
  });

  it.each([
    ['ordinal', { kind: 'ordinal', feature: 'colour', column: 'colour', levels }, [1, Number.NaN, 0, Number.NaN]],
    [
      'frequency',
      { kind: 'frequency', feature: 'colour', column: 'colour', levels, shares: [0.25, 0.5] },
      [0.5, 0, 0.25, 0],
    ],
    ['onehot', { kind: 'onehot', features: ['b', 'r'], column: 'colour', levels }, [0, 1, 0, 0, 1, 0, 0, 0]],
  ] as const)('encodes known, missing and unseen texts with %s', (_, step, expected) => {
    const { values } = applyFeaturePlan(planOf([], { ...step, levels: [...levels] } as FeatureStep), tableOf(colour));
    expect(Array.from(values)).toEqual(expected);
  });

  it('fills missing and infinite numbers, before derived columns use them', () => {
    const table = tableOf(numbers('a', [8, null, Number.NEGATIVE_INFINITY, 1e39]));
    const plan = planOf(
      [{ name: 'a', storage: 'float', fill: 2 }],
      { kind: 'numeric', feature: 'a', column: 'a' },
      { kind: 'derived', feature: 'half', expression: 'a / 2' },
    );
    expect(Array.from(applyFeaturePlan(plan, table).values)).toEqual([8, 4, 2, 1, 2, 1, 2, 1]);
  });

  it('makes a derived value missing where it is not finite', () => {
    const table = tableOf(numbers('a', [1, 0, null]), numbers('b', [0, 0, 1]));
    const plan = planOf(
      raw('a', 'b'),
      { kind: 'numeric', feature: 'a', column: 'a' },
      { kind: 'numeric', feature: 'b', column: 'b' },
      { kind: 'derived', feature: 'ratio', expression: 'a / b' },
    );
    const ratio = applyFeaturePlan(plan, table).values.filter((_, index) => index % 3 === 2);
    expect(Array.from(ratio)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('takes a column without values for any type, and refuses another type that has some', () => {
    const number = planOf([], { kind: 'numeric', feature: 'x', column: 'x' });
    const text = planOf([], { kind: 'ordinal', feature: 'x', column: 'x', levels });
    expect(applyFeaturePlan(number, tableOf(texts('x', [null]))).values).toEqual(Float32Array.of(Number.NaN));
    expect(applyFeaturePlan(text, tableOf(numbers('x', [null]))).values).toEqual(Float32Array.of(Number.NaN));
    expect(() => applyFeaturePlan(number, tableOf(texts('x', ['1'])))).toThrow(
      'holds texts, but the model is made for numbers',
    );
    expect(() => applyFeaturePlan(text, tableOf(numbers('x', [1])))).toThrow(InvalidDataError);
  });

  it('names a column that is not there', () => {
    const plan = planOf([], { kind: 'numeric', feature: 'x', column: 'x' });
    expect(() => applyFeaturePlan(plan, tableOf(numbers('y', [1])))).toThrow('there is no column "x"');
  });
});

describe('selectMatrixRows', () => {
  it('takes the rows in the given order', () => {
    const matrix = { names: ['a', 'b'], rowCount: 3, values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(selectMatrixRows(matrix, [2, 0])).toEqual({
      names: ['a', 'b'],
      rowCount: 2,
      values: Float32Array.of(5, 6, 1, 2),
    });
  });
});
