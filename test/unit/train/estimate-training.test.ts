import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TrainingMachineError } from '#src/errors.ts';
import { estimateTraining, type TrainingSize } from '#src/train/estimate-training.ts';
import { requireRoom } from '#src/train/require-room.ts';

const lightgbm = (hyperparameters: Record<string, number> = {}) => ({
  algorithm: 'lightgbm' as const,
  hyperparameters,
});
const xgboost = (hyperparameters: Record<string, number> = {}) => ({ algorithm: 'xgboost' as const, hyperparameters });
const sized = (rows: number, features: number): TrainingSize => ({ rows, columns: features + 1, features, classes: 2 });

describe('estimateTraining', () => {
  /** Peak memory and processor time of the training step, as docs/training.md has them. */
  it.each([
    { size: sized(20_000, 10), training: lightgbm({ num_iterations: 50 }), memoryMb: 241, seconds: 1.8 },
    { size: sized(100_000, 30), training: lightgbm({ num_iterations: 500 }), memoryMb: 593, seconds: 11.7 },
    {
      size: sized(100_000, 30),
      training: xgboost({ num_boost_round: 300, max_depth: 10 }),
      memoryMb: 698,
      seconds: 19.1,
    },
    { size: sized(400_000, 30), training: lightgbm({ num_iterations: 50 }), memoryMb: 805, seconds: 13.4 },
    {
      size: sized(400_000, 30),
      training: lightgbm({ num_iterations: 50, num_leaves: 255 }),
      memoryMb: 905,
      seconds: 16,
    },
    { size: sized(400_000, 30), training: xgboost({ num_boost_round: 50 }), memoryMb: 811, seconds: 13 },
    {
      size: sized(400_000, 30),
      training: { ...lightgbm({ num_iterations: 50 }), crossValidation: { folds: 3 } },
      memoryMb: 810,
      seconds: 22.1,
    },
    { size: sized(200_000, 100), training: lightgbm({ num_iterations: 50 }), memoryMb: 934, seconds: 21.6 },
    {
      size: sized(200_000, 100),
      training: lightgbm({ num_iterations: 50, num_leaves: 255 }),
      memoryMb: 1152,
      seconds: 27.2,
    },
    { size: sized(200_000, 100), training: xgboost({ num_boost_round: 50 }), memoryMb: 909, seconds: 19 },
  ])(
    'with its margins covers $size.rows rows of $size.features features, and not twice',
    ({ size, training, ...seen }) => {
      const estimate = estimateTraining(size, training);
      expect(estimate.memoryMb * 1.25).toBeGreaterThan(seen.memoryMb);
      expect(estimate.memoryMb).toBeLessThan(seen.memoryMb * 2);
      expect(estimate.seconds * 1.5).toBeGreaterThan(seen.seconds);
      expect(estimate.seconds).toBeLessThan(Math.max(seen.seconds * 2, 4));
    },
  );

  it('never shrinks as anything grows', () => {
    const count = fc.integer({ min: 1, max: 10_000_000 });
    const size = fc.record({ rows: count, columns: fc.nat(500), features: fc.nat(500), classes: fc.nat(20) });
    const more = fc.record({ rows: fc.nat(1000), columns: fc.nat(9), features: fc.nat(9), rounds: fc.nat(99) });
    fc.assert(
      fc.property(size, more, (small, { rounds, ...grown }) => {
        const large = { ...small, rows: small.rows + grown.rows, columns: small.columns + grown.columns };
        const before = estimateTraining(small, lightgbm());
        const wide = { ...large, features: small.features + grown.features };
        const after = estimateTraining(wide, lightgbm({ num_iterations: 100 + rounds }));
        expect(after.memoryMb).toBeGreaterThanOrEqual(before.memoryMb);
        expect(after.seconds).toBeGreaterThanOrEqual(before.seconds);
      }),
    );
  });

  it('takes more time for models that only judge', () => {
    const seconds = (more: object) => estimateTraining(sized(1000, 10), { ...lightgbm(), ...more }).seconds;
    const folds = (count: number) => seconds({ crossValidation: { folds: count } }) - seconds({});
    expect(folds(10)).toBeCloseTo(5 * folds(2), 9);
    expect(seconds({ threshold: 'maximizeF1' }) - seconds({})).toBeCloseTo(folds(5), 9);
    expect(seconds({ threshold: 0.3 })).toBe(seconds({}));
  });

  it('takes a tree per class, and nothing for the trees of a linear model', () => {
    const trees = (classes: number) => estimateTraining({ ...sized(1000, 10), classes }, lightgbm()).memoryMb;
    expect(trees(10) - trees(2)).toBeCloseTo(9 * (trees(4) - trees(3)), 6);
    expect(estimateTraining(sized(1000, 10), { algorithm: 'linear', hyperparameters: {} }).memoryMb).toBeLessThan(302);
  });
});

describe('requireRoom', () => {
  const machine = { name: 'the training function', memoryMb: 3008, seconds: 900 };

  it('lets through what fits with its margin', () => {
    expect(() => requireRoom({ memoryMb: 2400, seconds: 600 }, machine)).not.toThrow();
  });

  it.each([
    [{ memoryMb: 4915, seconds: 10 }, /about 6\.0 GB .* function has 2\.9 GB: set training\.compute to fargate-spot$/],
    [{ memoryMb: 17_000, seconds: 10 }, /set training\.compute to \{ on: fargate-spot, cpu: 4, memoryGb: 21 \}$/],
    [{ memoryMb: 40_000, seconds: 10 }, /set training\.compute to \{ on: fargate-spot, cpu: 8, memoryGb: 52 \}$/],
    [{ memoryMb: 99_000, seconds: 10 }, /set fewer rounds or leaves, or train on fewer rows/],
    [{ memoryMb: 500, seconds: 1200 }, /about 30 minutes .* stopped after 15 minutes: set .* fargate-spot$/],
    [{ memoryMb: 500, seconds: 90_000 }, /stopped after 15 minutes: set fewer rounds or leaves/],
  ])('refuses %j and says what to do', (estimate, message) => {
    expect(() => requireRoom(estimate, machine)).toThrow(message);
    expect(() => requireRoom(estimate, machine)).toThrow(TrainingMachineError);
  });
});
