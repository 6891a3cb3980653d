import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { predictionBounds } from '#src/onnx/prediction-bounds.ts';

const score = fc.double({ min: -8, max: 8, noNaN: true });
const move = fc.double({ min: -1, max: 1, noNaN: true });
const BOUND = 0.25;

/** What is predicted of raw scores. */
const PREDICT = {
  binary: ([only = 0]: readonly number[]) => {
    const second = 1 / (1 + Math.exp(-only));
    return [1 - second, second];
  },
  multiclass: (scores: readonly number[]) => {
    const powers = scores.map(Math.exp);
    return powers.map((power) => power / powers.reduce((sum, other) => sum + other, 0));
  },
  regression: (scores: readonly number[]) => [...scores],
  logarithm: (scores: readonly number[]) => scores.map(Math.exp),
};

describe('predictionBounds', () => {
  it.prop([
    fc.constantFrom('binary', 'multiclass', 'regression', 'logarithm'),
    fc.array(fc.tuple(score, move), { minLength: 3, maxLength: 3 }),
  ])('hold whatever scores are moved by within their bound', (kind, given) => {
    const width = kind === 'multiclass' ? 3 : 1;
    const scores = given.slice(0, width).map(([value]) => value);
    const moved = given.slice(0, width).map(([value, by]) => value + by * BOUND);
    const task = kind === 'logarithm' ? ('regression' as const) : kind;
    const changes = { task, link: kind === 'logarithm' ? ('log' as const) : undefined, scoreBound: BOUND };
    const native = Float64Array.from(PREDICT[kind](scores));
    const { expected, low, high } = predictionBounds(native, native.length, changes, 1e-5);
    expect(expected).toEqual(native);
    for (const [index, found] of PREDICT[kind](moved).entries()) {
      expect(found).toBeGreaterThanOrEqual(low[index]! * (1 - 1e-9) - 1e-9);
      expect(found).toBeLessThanOrEqual(high[index]! * (1 + 1e-9) + 1e-9);
    }
  });

  it('are the predictions themselves where nothing was changed', () => {
    const native = Float64Array.of(0.25, 0.75);
    expect(predictionBounds(native, 2, { task: 'binary' }, 1e-5)).toEqual({
      expected: native,
      low: native,
      high: native,
    });
  });
});
