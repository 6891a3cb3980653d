import { describe, expect, it } from 'vitest';
import { areaInCells } from '#src/drift/cells/area.ts';
import { largestGapInCells } from '#src/drift/cells/gap.ts';
import { twoSampleKs } from '#src/drift/statistics/two-sample-ks.ts';
import { wassersteinDistance } from '#src/drift/tests/wasserstein.ts';
import { createRandom, type Random } from '#src/random.ts';

const ROWS = 133_000;

const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const shapes: Readonly<Record<string, (random: Random, shift: number) => number>> = {
  normal: (random, shift) => normal(random) + shift,
  'far from zero': (random, shift) => 1e9 + random() + shift,
  exponential: (random, shift) => -Math.log(1 - random()) * (1 + shift),
  'of a hundred values': (random, shift) => Math.floor(100 * random() ** (1 + shift)),
  'of both signs, in three clumps': (random, shift) => normal(random) / 10 + Math.floor(3 * random()) - 1 + shift,
};

/** The current side is the shorter one. */
function samplesOf(shape: (random: Random, shift: number) => number, shift: number) {
  const random = createRandom(11);
  return {
    reference: Float64Array.from({ length: ROWS }, () => shape(random, 0)),
    current: Float64Array.from({ length: ROWS - 1001 }, () => shape(random, shift)),
  };
}

describe.each(Object.entries(shapes))('in the cells of values that are %s', (_, shape) => {
  it.each([0, 0.01, 0.5])('gap and area are those of the sorted values, shifted by %d', (shift) => {
    const samples = samplesOf(shape, shift);
    const { reference, current } = samples;
    const [gap, area] = [largestGapInCells(samples), areaInCells(samples)];
    const [before, now] = [reference.toSorted(), current.toSorted()];
    const expected = twoSampleKs(before, now).statistic;
    expect((gap ?? Number.NaN) / (before.length * now.length)).toBe(expected);
    expect(area).toBeCloseTo(wassersteinDistance(before, now), 9);
  });
});

describe('cells', () => {
  const many = (value: (row: number) => number) => Float64Array.from({ length: ROWS }, (_, row) => value(row));

  it.each([
    ['are few', new Float64Array(100), new Float64Array(100)],
    ['are all the same', many(() => 3), many(() => 3)],
    ['span more than there are numbers', many((row) => (row % 2 ? 1e308 : -1e308)), many((row) => row)],
    ['are nearly all in one cell', many((row) => (row === 0 ? 1e300 : row)), many((row) => row / 2)],
  ])('leave to sorting what %s', (_, reference, current) => {
    expect(largestGapInCells({ reference, current })).toBeUndefined();
    expect(areaInCells({ reference, current })).toBeUndefined();
  });
});
