import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '#src/drift/statistics/symmetric-eigen.ts';

describe('symmetricEigen', () => {
  it('by hand: 2, 1, 1, 2', () => {
    const values = symmetricEigen([
      [2, 1],
      [1, 2],
    ]).map(({ value }) => value);
    expect(values.sort()).toEqual([expect.closeTo(1, 14), expect.closeTo(3, 14)]);
  });

  const cell = fc.double({ min: -5, max: 5, noNaN: true });

  test.prop([fc.array(cell, { minLength: 16, maxLength: 16 })])('puts the matrix together again', (cells) => {
    const matrix = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => cells[4 * i + j]! + cells[4 * j + i]!));
    const eigen = symmetricEigen(matrix);
    for (const i of [0, 1, 2, 3]) {
      for (const j of [0, 1, 2, 3]) {
        const rebuilt = eigen.reduce((sum, { value, vector }) => sum + value * vector[i]! * vector[j]!, 0);
        expect(rebuilt).toBeCloseTo(matrix[i]![j]!, 10);
        const product = eigen[i]!.vector.reduce((sum, part, k) => sum + part * eigen[j]!.vector[k]!, 0);
        expect(product).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });
});
