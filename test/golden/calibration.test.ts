import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isotonicRegression } from '#src/calibrate/isotonic-regression.ts';
import { valueAt } from '#src/calibrate/piecewise-linear.ts';
import { plattScaling } from '#src/calibrate/platt-scaling.ts';

const Numbers = z.array(z.number());

/** `recorded/calibration.py` wrote it. */
const Recorded = z.object({
  version: z.literal('1.9.1'),
  isotonic: z.array(
    z.object({
      ...{ name: z.string(), x: Numbers, y: Numbers, weights: Numbers.nullable() },
      ...{ knots: z.tuple([Numbers, Numbers]), at: Numbers, values: Numbers },
    }),
  ),
  platt: z.array(z.object({ name: z.string(), x: Numbers, isTrue: Numbers, slope: z.number(), intercept: z.number() })),
});
const recorded = Recorded.parse(
  JSON.parse(readFileSync(new URL('recorded/calibration.json', import.meta.url), 'utf8')),
);

describe('isotonicRegression', () => {
  it.each(recorded.isotonic)('has the knots and values of scikit-learn: $name', ({ x, y, weights, ...expected }) => {
    const found = isotonicRegression(x, y, weights ?? undefined);
    expect(found.x).toEqual(expected.knots[0]);
    for (const [place, value] of expected.knots[1].entries()) expect(found.y[place]).toBeCloseTo(value, 12);
    for (const [place, value] of expected.values.entries()) {
      expect(valueAt(found, expected.at[place]!)).toBeCloseTo(value, 12);
    }
  });
});

describe('plattScaling', () => {
  it.each(recorded.platt)('has the line of scikit-learn: $name', ({ x, isTrue, slope, intercept }) => {
    const found = plattScaling(x, isTrue);
    expect(found.slope / slope).toBeCloseTo(1, 3);
    expect(found.intercept).toBeCloseTo(intercept, 3);
  });
});
