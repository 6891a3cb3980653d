import { describe, expect, it } from 'vitest';
import { UntrainableDataError } from '#src/errors.ts';
import { quantileEdges } from '#src/featurize/fit/bucket-edges.ts';
import { fitPower } from '#src/featurize/fit/power.ts';
import { rangeOf } from '#src/featurize/fit/scaling.ts';

describe('fitPower', () => {
  it('finds the logarithm of what is log-normal, and leaves what is normal', () => {
    const normal = Array.from({ length: 2001 }, (_, index) => Math.sinh((index - 1000) / 700));
    expect(fitPower('box-cox', normal.map(Math.exp), 'x')).toBeCloseTo(0, 2);
    expect(fitPower('yeo-johnson', normal, 'x')).toBeCloseTo(1, 2);
  });

  it('finds what SciPy 1.17.1 does', () => {
    const positive = [0.3, 1.2, 1.9, 2.2, 5.5, 7.1, 20.4, 60];
    expect(fitPower('box-cox', positive, 'x')).toBeCloseTo(-0.03889753, 7);
    expect(fitPower('yeo-johnson', [-3, -1, 0, 0.5, ...positive], 'x')).toBeCloseTo(0.28624667, 7);
  });

  it('has the likelihood of its neighbours beneath its own', () => {
    const values = [0.3, 1.2, 1.9, 2.2, 5.5, 7.1, 20.4, 60];
    const lambda = fitPower('box-cox', values, 'x');
    expect(likelihood(values, lambda)).toBeGreaterThan(likelihood(values, lambda - 0.01));
    expect(likelihood(values, lambda)).toBeGreaterThan(likelihood(values, lambda + 0.01));
  });

  it('does not learn from missing values, and leaves what is constant', () => {
    expect(fitPower('yeo-johnson', [Number.NaN, 1, 5, 2, Number.NaN], 'x')).toBe(
      fitPower('yeo-johnson', [5, 2, 1], 'x'),
    );
    expect(fitPower('yeo-johnson', [3, 3, 3], 'x')).toBe(1);
    expect(fitPower('box-cox', [Number.NaN], 'x')).toBe(1);
  });

  it('lives with the largest and smallest numbers', () => {
    expect(fitPower('yeo-johnson', [1e38, -1e38, 0, 1e-40], 'x')).toBeGreaterThanOrEqual(-5);
  });

  it('says that Box and Cox need positive numbers', () => {
    expect(() => fitPower('box-cox', [1, 0, 2], 'x')).toThrow(UntrainableDataError);
    expect(() => fitPower('box-cox', [1, -3, 2], 'x')).toThrow('"x" has -3: use yeo-johnson');
  });
});

/** Of Box and Cox's transform, by its definition. */
function likelihood(values: readonly number[], lambda: number): number {
  const transformed = values.map((value) => (value ** lambda - 1) / lambda);
  const mean = transformed.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = transformed.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const logarithms = values.reduce((sum, value) => sum + Math.log(value), 0);
  return (-values.length / 2) * Math.log(variance) + (lambda - 1) * logarithms;
}

describe('quantileEdges', () => {
  it('parts the values into buckets of equal size', () => {
    expect(quantileEdges([8, 7, 6, 5, 4, 3, 2, 1, Number.NaN], 4)).toEqual([3, 5, 7]);
  });

  it('has fewer buckets where one value fills several, and at least one edge', () => {
    expect(quantileEdges([1, 1, 1, 1, 1, 9], 3)).toEqual([1]);
    expect(quantileEdges([1, 2, 2, 2, 2, 9], 3)).toEqual([2]);
    expect(quantileEdges([], 3)).toEqual([0]);
  });
});

describe('rangeOf', () => {
  const values = [4, Number.NaN, 1, 3, 2];
  it.each([
    ['none', 0, 1],
    ['standard', 2.5, Math.sqrt(1.25)],
    ['minmax', 1, 3],
    ['robust', 2.5, 1.5],
  ] as const)('%s', (scale, center, divisor) => {
    expect(rangeOf(scale, values)).toEqual({ center: Math.fround(center), scale: Math.fround(divisor) });
  });

  it('does not divide by nothing, or by what float32 cannot say', () => {
    expect(rangeOf('standard', [7, 7])).toEqual({ center: 7, scale: 1 });
    expect(rangeOf('minmax', [-3e38, 3e38])).toMatchObject({ scale: 1 });
    expect(rangeOf('robust', [Number.NaN])).toEqual({ center: 0, scale: 1 });
  });
});
