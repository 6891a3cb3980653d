import { expect, it } from 'vitest';
import { createRandom } from '#src/random.ts';
import { openLightGbmRows } from '#src/tune/rows/lightgbm-rows.ts';

/** A class that a number decides, but for some noise. */
function someRows(rowCount: number, seed: number) {
  const random = createRandom(seed);
  const values = Float32Array.from({ length: rowCount }, random);
  const labels = values.map((value) => (Math.sin(40 * value) + random() > 0.5 ? 1 : 0));
  return { features: { names: ['x'], rowCount, values }, labels };
}

/** The metric of a trial in some bins, from round to round. */
function curveOf(rowCount: number, max_bin?: number) {
  const set = { ...someRows(rowCount, 1), task: 'binary', classCount: 2 } as const;
  const validation = { ...someRows(500, 2), patience: 9, metric: 'auc' } as const;
  const rows = openLightGbmRows({ ...set, validation }, { seed: 1, threads: 1 });
  const watch = { patience: 9, pruneWithin: () => () => false };
  try {
    return rows.grow({ num_iterations: 5, ...(max_bin && { max_bin }) }, watch).curve.values;
  } finally {
    rows.free();
  }
}

it('trials of many rows are in 63 bins, unless the project or the space says in how many', () => {
  expect(curveOf(10_000)).toEqual(curveOf(10_000, 63));
  expect(curveOf(10_000)).not.toEqual(curveOf(10_000, 255));
  expect(curveOf(9_999)).toEqual(curveOf(9_999, 255));
  expect(curveOf(9_999)).not.toEqual(curveOf(9_999, 63));
});
