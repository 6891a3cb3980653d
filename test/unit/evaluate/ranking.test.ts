import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { auc } from '#src/evaluate/metrics/auc.ts';
import { orderByScore } from '#src/evaluate/metrics/order-by-score.ts';

describe('orderByScore', () => {
  const scores = fc.oneof(
    fc.array(fc.float({ noNaN: true }).map(Math.fround)),
    fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })),
    fc.array(fc.constantFrom(0, -0, 0.25, 0.5, Math.fround(1e-40), 1)),
  );

  property.prop([scores])('is the order of a stable sort by comparing', (values) => {
    const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
    if (values.every(Number.isFinite)) expect([...orderByScore(Float64Array.from(values))]).toEqual(expected);
  });
});

describe('the area under the ROC curve', () => {
  const rowOf = (positive: number) =>
    fc.record({
      positive: fc.constant(positive),
      score: fc.oneof(fc.constantFrom(0, 0.25, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
      count: fc.integer({ min: 0, max: 3 }),
    });
  const of = (positive: number) => fc.array(rowOf(positive), { maxLength: 20 });

  property.prop([of(1), of(0)])('is the share of pairs in the right order, ties by half', (ones, others) => {
    const rows = [...others.slice(5), ...ones, ...others.slice(0, 5)];
    const score = auc.prepare({
      labels: rows.map(({ positive }) => positive),
      probabilities: rows.flatMap((row) => [1 - row.score, row.score]),
      classCount: 2,
    });
    const pairs = ones.flatMap((one) =>
      others.map((other) => ({
        weight: one.count * other.count,
        right: (Math.sign(one.score - other.score) + 1) / 2,
      })),
    );
    const all = pairs.reduce((sum, { weight }) => sum + weight, 0);
    const right = pairs.reduce((sum, pair) => sum + pair.weight * pair.right, 0);
    expect(score(rows.map(({ count }) => count))).toBe(all === 0 ? undefined : right / all);
  });
});
