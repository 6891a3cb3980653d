import { describe, expect, it } from 'vitest';
import { scaledBesselK } from '#src/drift/statistics/bessel-k.ts';

describe('scaledBesselK', () => {
  // scipy.special.kve(order, x), SciPy 1.17.1
  it.each([
    [0.25, 1e-6, 68.10729599699684],
    [0.25, 0.1, 2.9675572852683945],
    [0.25, 1, 1.1708721016781265],
    [0.25, 30, 0.22812034535022685],
    [0.25, 700, 0.04736448238526667],
    [1, 2, 1.0334768470686888],
  ])('of order %f at %f', (order, x, expected) => {
    expect(scaledBesselK(order, x) / expected).toBeCloseTo(1, 12);
  });

  it('is elementary for order ½', () => {
    for (const x of [0.01, 1, 50]) expect(scaledBesselK(0.5, x)).toBeCloseTo(Math.sqrt(Math.PI / (2 * x)), 12);
  });
});
