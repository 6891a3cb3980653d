import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createRandom } from '#src/random.ts';
import { decimalsOf, roundTo } from '#src/simulate/decimals.ts';
import { jitter } from '#src/simulate/jitter.ts';
import { numbers } from '#test/support/build-table.ts';

describe('jitter', () => {
  test.prop([fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 80 }), fc.nat()])(
    'keeps the limits and the decimals',
    (hundredths, seed) => {
      const baseline = numbers(
        'x',
        hundredths.map((value) => value / 100),
      );
      const { values } = jitter(baseline, baseline, createRandom(seed));
      expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...baseline.values));
      expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...baseline.values));
      expect(decimalsOf(values)).toBeLessThanOrEqual(2);
    },
  );

  it('makes values that the baseline does not have', () => {
    const baseline = numbers(
      'x',
      Array.from({ length: 100 }, (_, row) => row * 10),
      'integer',
    );
    const { values } = jitter(baseline, baseline, createRandom(1));
    expect(values.filter((value) => value % 10 !== 0).length).toBeGreaterThan(70);
    expect(values.every(Number.isInteger)).toBe(true);
  });

  it('leaves a value alone that many rows share, and a missing one', () => {
    const baseline = numbers('x', [
      ...Array<number>(20).fill(0),
      null,
      ...Array.from({ length: 80 }, (_, row) => row + 1.5),
    ]);
    const { values } = jitter(baseline, baseline, createRandom(1));
    expect([...values.slice(0, 20)]).toEqual(Array(20).fill(0));
    expect(values[20]).toBeNaN();
  });
});

describe('decimalsOf', () => {
  it('counts what the values are written with, up to six', () => {
    expect(decimalsOf(Float64Array.of(1, 2.5, Number.NaN))).toBe(1);
    expect(decimalsOf(Float64Array.of(0.001119, 7))).toBe(6);
    expect(decimalsOf(Float64Array.of(1 / 3))).toBeUndefined();
  });
});

describe('roundTo', () => {
  it('rounds to decimals, or not at all', () => {
    expect(roundTo(1.2345, 2)).toBe(1.23);
    expect(roundTo(1 / 3, undefined)).toBe(1 / 3);
  });
});
