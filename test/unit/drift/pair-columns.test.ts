import { describe, expect, it } from 'vitest';
import { requireNumerical, unorderedValues } from '#src/drift/column-pair.ts';
import { pairColumns } from '#src/drift/pair-columns.ts';
import type { Column } from '#src/tabular/table.ts';
import { numbers, texts } from '#test/support/build-table.ts';

const pairOf = (testedAs: 'numerical' | 'categorical', reference: Column, current: Column) =>
  pairColumns({ type: testedAs, testedAs, reference, current });

describe('pairColumns', () => {
  it('hands out the values before they are sorted, and the sorted ones from then on', () => {
    const pair = requireNumerical(pairOf('numerical', numbers('x', [3, null, 1]), numbers('x', [2, 1])));
    expect(unorderedValues(pair)).toEqual({ reference: Float64Array.of(3, 1), current: Float64Array.of(2, 1) });
    expect(pair.reference).toEqual(Float64Array.of(1, 3));
    expect(unorderedValues(pair)).toEqual({ reference: Float64Array.of(1, 3), current: Float64Array.of(2, 1) });
  });

  it('sorts numbers and drops what is not finite', () => {
    const [gappy, whole] = [numbers('x', [3, null, 1, Number.POSITIVE_INFINITY]), numbers('x', [2])];
    expect(pairOf('numerical', gappy, whole)).toMatchObject({
      type: 'numerical',
      reference: Float64Array.of(1, 3),
      current: Float64Array.of(2),
      integers: false,
    });
  });

  it('takes for integers only what pandas does: integer columns on both sides, without a gap', () => {
    const whole = numbers('x', [1, 2], 'integer');
    const gappy = numbers('x', [1, null], 'integer');
    const floats = numbers('x', [1, 2]);
    for (const [reference, current, integers] of [
      [whole, whole, true],
      [whole, gappy, false],
      [gappy, whole, false],
      [whole, floats, false],
    ] as const) {
      expect(pairOf('numerical', reference, current)).toMatchObject({ integers });
    }
  });

  it('counts categories of text and of numbers', () => {
    expect(pairOf('categorical', texts('x', ['a', 'b', 'a']), texts('x', ['c', null]))).toEqual({
      type: 'categorical',
      frequencies: { reference: [2, 1, 0], current: [0, 0, 1] },
    });
    expect(pairOf('categorical', numbers('x', [0, 1], 'boolean'), numbers('x', [1], 'boolean'))).toMatchObject({
      frequencies: { reference: [1, 1], current: [0, 1] },
    });
  });
});
