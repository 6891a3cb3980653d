import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBelow } from '#src/drift/sorted-values.ts';
import { groupSorted, mergeGroups, type NumberGroups, valuesOf } from '#src/sketch/number-groups.ts';

const sorted = (values: Iterable<number>) => Float64Array.from(values).sort();
const rows = ({ counts }: NumberGroups) => counts.reduce((sum, count) => sum + count, 0);

/** Distributions with nothing in common, from a uniform variable in (0, 1). */
const SHAPES = {
  uniform: (u: number) => u,
  'heavy tails on both sides': (u: number) => Math.tan(Math.PI * (u - 0.5)),
  'tails beyond all measure': (u: number) => Math.sign(u - 0.5) * Math.exp(1 / (0.003 + u * (1 - u))),
  'two narrow clusters far apart': (u: number) => (u < 0.5 ? u * 1e-6 : 1e9 + u),
  'mostly one value': (u: number) => (u < 0.8 ? 0 : u),
  'rounded, with ties': (u: number) => Math.round(1e4 * u) / 100,
} as const;

describe.each(Object.entries(SHAPES))('groups of sorted values: %s', (_, of) => {
  const values = sorted(Array.from({ length: 30_000 }, (_row, row) => of((row + 0.5) / 30_000)));
  const groups = groupSorted(values);
  const restored = valuesOf(groups, undefined).sort();

  it('are a few thousand', () => {
    expect(groups.counts.length).toBeLessThan(16_384);
    expect(rows(groups)).toBe(values.length);
  });

  it('put no rank off by a 4,096th of the rows', () => {
    const errors = values.map((at) => Math.abs(countBelow(restored, at) - countBelow(values, at)));
    expect(Math.max(...errors)).toBeLessThan(values.length / 4096);
  });

  it('fill no bin that is empty and empty none that is filled', () => {
    const [from, to] = [values[0]!, values.at(-1)!];
    const filled = (of: Float64Array) => [
      ...new Set(Array.from(of, (value) => Math.floor((20 * (value - from)) / (to - from)))),
    ];
    expect(filled(restored)).toEqual(filled(values));
  });

  it('have the exact ends, and exact tails of 256 values', () => {
    expect(restored.subarray(0, 256)).toEqual(values.subarray(0, 256));
    expect(restored.subarray(-256)).toEqual(values.subarray(-256));
  });
});

const groupsOf = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 }), fc.integer({ min: 2, max: 9 })))
  .map((list) =>
    list
      .map(
        ([least, width, count]): NumberGroups => ({
          least: Float64Array.of(least),
          greatest: Float64Array.of(least + width),
          counts: Float64Array.of(count),
          means: Float64Array.of(width === 0 ? 0 : 1 / count),
        }),
      )
      .reduce(mergeGroups, groupSorted(new Float64Array(0))),
  );

describe('merging groups', () => {
  it('is commutative and associative, and loses no row', () => {
    fc.assert(
      fc.property(groupsOf, groupsOf, groupsOf, (a, b, c) => {
        expect(mergeGroups(a, b)).toEqual(mergeGroups(b, a));
        expect(mergeGroups(mergeGroups(a, b), c)).toEqual(mergeGroups(a, mergeGroups(b, c)));
        expect(rows(mergeGroups(a, b))).toBe(rows(a) + rows(b));
      }),
    );
  });

  it('knows one zero', () => {
    const [zero, minusZero] = [groupSorted(Float64Array.of(0)), groupSorted(Float64Array.of(-0))];
    expect(mergeGroups(minusZero, zero)).toEqual(mergeGroups(zero, minusZero));
    expect(mergeGroups(minusZero, zero).counts).toEqual(Float64Array.of(2));
  });

  it('gives the groups of the whole when there are few different values, however they are split', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { maxLength: 200 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const merged = mergeGroups(groupSorted(sorted(a)), groupSorted(sorted(b)));
        expect(merged).toEqual(groupSorted(sorted([...a, ...b])));
        expect(valuesOf(merged, 0)).toEqual(sorted([...a, ...b]));
      }),
    );
  });
});

describe('valuesOf', () => {
  const group = (mean: number) => ({
    least: Float64Array.of(1),
    greatest: Float64Array.of(2),
    counts: Float64Array.of(5),
    means: Float64Array.of(mean),
  });

  it('spreads a group evenly between its ends when its mean is in the middle', () => {
    expect([...valuesOf(group(0.5), undefined)]).toEqual([1, 1.25, 1.5, 1.75, 2]);
  });

  it('puts more values where the mean is', () => {
    expect([...valuesOf(group(0.2), undefined)].slice(1, 4).every((value) => value < 1.3)).toBe(true);
    expect([...valuesOf(group(0.8), undefined)].slice(1, 4).every((value) => value > 1.7)).toBe(true);
  });

  it('rounds what lies between as the data are rounded, so that ties stay ties', () => {
    expect([...valuesOf(group(0.5), 0)]).toEqual([1, 1, 2, 2, 2]);
    expect([...valuesOf(group(0.5), 1)]).toEqual([1, 1.3, 1.5, 1.8, 2]);
  });

  it('keeps the mean of what was grouped, however skewed', () => {
    const skewed = sorted(Array.from({ length: 40_000 }, (_, row) => ((row + 0.5) / 40_000) ** 9));
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(valuesOf(groupSorted(skewed), undefined))).toBeCloseTo(mean(skewed), 7);
  });
});

it('keeps so many different values alone as it is asked to', () => {
  const values = sorted(Array.from({ length: 20_000 }, (_, row) => row));
  expect(groupSorted(values, 20_000).counts.length).toBe(20_000);
  expect(groupSorted(values, 19_999).counts.length).toBeLessThan(20_000);
});
