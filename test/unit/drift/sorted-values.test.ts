import { describe, expect, it } from 'vitest';
import { extremes } from '#src/drift/extremes.ts';
import { distinctUpTo, finiteValues, sortedValues } from '#src/drift/sorted-values.ts';
import { createRandom } from '#src/random.ts';

describe('sortedValues', () => {
  it.each([10, 5000])('orders the finite ones of %i values and leaves the argument alone', (count) => {
    const random = createRandom(count);
    const values = Float64Array.from({ length: count }, (_, row) => (row % 5 === 0 ? Number.NaN : random() - 0.5));
    values[3] = Number.NEGATIVE_INFINITY;
    const before = values.slice();
    expect(sortedValues(values)).toEqual(values.filter(Number.isFinite).sort());
    expect(values).toEqual(before);
  });
});

describe('finiteValues', () => {
  it('keeps their order, and knows their extremes', () => {
    const values = Float64Array.of(3, Number.NaN, Number.POSITIVE_INFINITY, -1, Number.NEGATIVE_INFINITY, 2);
    const finite = finiteValues(values);
    expect(finite).toEqual(Float64Array.of(3, -1, 2));
    expect(extremes(finite)).toEqual({ smallest: -1, largest: 3 });
    expect(extremes(finite.slice(1))).toEqual({ smallest: -1, largest: 2 });
  });
});

describe('distinctUpTo', () => {
  it('counts different values in any order, no further than the limit', () => {
    const values = Float64Array.of(1, 1, 2, 1, 3);
    expect([2, 3, 4].map((limit) => distinctUpTo(values, limit))).toEqual([2, 3, 3]);
  });
});
