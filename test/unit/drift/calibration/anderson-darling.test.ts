import { describe, expect, it } from 'vitest';
import { andersonDarlingTail } from '#src/drift/calibration/anderson-darling.ts';
import { quadraticFormTail } from '#src/drift/calibration/quadratic-form.ts';
import { chiSquareTail } from '#src/drift/statistics/chi-square.ts';
import { createRandom } from '#src/random.ts';

const zerosAndOnes = (zeros: number, ones: number) =>
  Float64Array.from({ length: zeros + ones }, (_, row) => (row < zeros ? 0 : 1));

describe('the Anderson-Darling tail', () => {
  it('has the published critical values', () => {
    // Of the limit: eigenvalues 1 / (j (j + 1)), so traces 1, π²/3 − 3 and 10 − π²; Anderson and Darling (1954).
    const limit = { trace: 1, traceOfSquare: Math.PI ** 2 / 3 - 3, traceOfCube: 10 - Math.PI ** 2 };
    expect(quadraticFormTail(2.492, limit)).toBeCloseTo(0.05, 2);
    expect(quadraticFormTail(3.857, limit)).toBeCloseTo(0.01, 3);
    expect(quadraticFormTail(6, limit)).toBeCloseTo(0.001, 3);
  });

  it('is near 1 for samples that alternate, and small for ones that a third of their spread sets apart', () => {
    const reference = Float64Array.from({ length: 200 }, (_, row) => row);
    const moved = (by: number) => reference.map((value) => value + by);
    expect(andersonDarlingTail({ reference, current: moved(0.5) })).toBeGreaterThan(0.99);
    expect(andersonDarlingTail({ reference, current: moved(60.5) })).toBeLessThan(1e-9);
  });

  it('is exactly the chi-square test of two values, however unequal', () => {
    const [before, now] = [zerosAndOnes(900, 100), zerosAndOnes(170, 30)];
    const pearson = (1200 * (900 * 30 - 100 * 170) ** 2) / (1000 * 200 * 1070 * 130);
    expect(andersonDarlingTail({ reference: before, current: now })).toBeCloseTo(chiSquareTail(pearson, 1), 10);
  });

  it('is 1 for one and the same value', () => {
    const same = Float64Array.of(7, 7, 7);
    expect(andersonDarlingTail({ reference: same, current: same })).toBe(1);
  });

  it('does not mind which side is which', () => {
    const [a, b] = [Float64Array.of(1, 2, 2, 5, 9), Float64Array.of(2, 3, 10)];
    expect(andersonDarlingTail({ reference: a, current: b })).toBeCloseTo(
      andersonDarlingTail({ reference: b, current: a }),
      12,
    );
  });

  it('says of large samples, whose values it takes cell by cell, what it says of all their values', () => {
    const random = createRandom(7);
    const sample = (shift: number) =>
      Float64Array.from({ length: 140_000 }, () => random() + random() + random() + shift).sort();
    const [reference, current] = [sample(0), sample(0.002)];
    const inCells = andersonDarlingTail({ reference, current });
    // The order stays, but no cell of equal width tells the other values apart any longer.
    reference[reference.length - 1] = 1e300;
    const byValue = andersonDarlingTail({ reference, current });
    expect(byValue).not.toBe(inCells);
    expect(byValue).toBeCloseTo(inCells, 3);
  });
});
