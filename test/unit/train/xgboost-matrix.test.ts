import { describe, expect, it } from 'vitest';
import { createRandom } from '#src/random.ts';
import { XgBoostBooster } from '#src/train/xgboost/booster.ts';
import { XgBoostMatrix } from '#src/train/xgboost/matrix.ts';

/** Numbers, some missing and many alike, a category of seven, labels that follow from them, and weights. */
function someRows(rowCount: number) {
  const random = createRandom(5);
  const rows = Array.from({ length: rowCount }, () => {
    const [x, step, category] = [random() ** 3, Math.floor(random() * 4), Math.floor(random() * 7)];
    return { values: [random() < 0.1 ? Number.NaN : x, step, category], label: x + category / 7 > random() ? 1 : 0 };
  });
  return {
    features: {
      names: ['x', 'step', 'category'],
      rowCount,
      values: Float32Array.from(rows.flatMap(({ values }) => values)),
    },
    labels: Float32Array.from(rows, ({ label }) => label),
    weights: Float32Array.from(rows, () => 1 + Math.floor(random() * 3)),
  };
}

function modelOf(matrix: XgBoostMatrix, threads: number): string {
  const settings = { objective: 'binary:logistic', max_bin: 32, seed: 1, nthread: threads, verbosity: 0 };
  const booster = XgBoostBooster.create([matrix], settings);
  try {
    for (let round = 0; round < 5; round += 1) booster.update(round, matrix);
    return booster.toJson();
  } finally {
    booster.free();
    matrix.free();
  }
}

describe('XgBoostMatrix', () => {
  it.each([1, 2])('gives the same trees whether values or only their bins are kept, on %i threads', (threads) => {
    const rows = someRows(3000);
    const categories = new Map([[2, 7]]);
    const values = XgBoostMatrix.dense(rows.features, threads, categories);
    values.describe(rows);
    const bins = XgBoostMatrix.bins(rows, threads, 32, categories);
    expect(modelOf(bins, threads)).toBe(modelOf(values, threads));
  });
});
