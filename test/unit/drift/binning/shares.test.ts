import { describe, expect, it } from 'vitest';
import { binnedShares, fillEmptyBins } from '#src/drift/binning/shares.ts';

const upTo = (count: number) => Float64Array.from({ length: count }, (_, index) => index);

describe('binnedShares', () => {
  it('takes the values themselves as bins up to 20 distinct reference values', () => {
    const pair = { type: 'numerical', reference: upTo(20), current: upTo(22), integers: true } as const;
    const { reference, current } = binnedShares(pair);
    expect(reference).toEqual([...Array(20).fill(1 / 20), 0, 0]);
    expect(current).toEqual(Array(22).fill(1 / 22));
  });

  it('bins by the rows of both sides from 21 distinct reference values on', () => {
    const pair = { type: 'numerical', reference: upTo(21), current: upTo(11), integers: false } as const;
    expect(binnedShares(pair).reference).toHaveLength(6); // log2(32) + 1
  });

  it('takes categories as bins, however many', () => {
    const frequencies = { reference: Array(30).fill(2), current: Array(30).fill(1) };
    expect(binnedShares({ type: 'categorical', frequencies }).reference).toEqual(Array(30).fill(1 / 30));
  });
});

describe('fillEmptyBins', () => {
  it('fills with 0.0001 where every share is larger', () => {
    expect(fillEmptyBins({ reference: [0, 1], current: [0.5, 0.5] })).toEqual({
      reference: [1e-4, 1],
      current: [0.5, 0.5],
    });
  });

  it('fills with a millionth of the smallest share where that is at most 0.0001', () => {
    expect(fillEmptyBins({ reference: [0, 1e-4, 0.9999], current: [0, 2e-4, 0.9998] })).toEqual({
      reference: [1e-10, 1e-4, 0.9999],
      current: [1e-4, 2e-4, 0.9998],
    });
  });
});
