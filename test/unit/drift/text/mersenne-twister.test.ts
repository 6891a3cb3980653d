import { describe, expect, it } from 'vitest';
import { mersenneTwister, permutation } from '#src/drift/text/mersenne-twister.ts';

describe('mersenneTwister', () => {
  it('gives the numbers of NumPy’s RandomState', () => {
    expect([...permutation(10, mersenneTwister(42))]).toEqual([8, 1, 5, 0, 7, 2, 9, 4, 3, 6]);
    const { upTo } = mersenneTwister(42);
    expect(Array.from({ length: 5 }, () => upTo(9999))).toEqual([7270, 860, 5390, 5191, 5734]);
    const { share } = mersenneTwister(7270);
    expect([share(), share(), share()].map((value) => value.toFixed(8))).toEqual([
      '0.79200577',
      '0.88423017',
      '0.67666946',
    ]);
  });

  it('has no place to draw for in an empty or a single row', () => {
    expect([...permutation(0, mersenneTwister(1))]).toEqual([]);
    expect([...permutation(1, mersenneTwister(1))]).toEqual([0]);
  });
});
