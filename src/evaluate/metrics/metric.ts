import type { Outcome } from '../outcome.ts';

/**
 * Reckons a metric with every row counted as often as told, as resampling does.
 *
 * @returns undefined where the rows that count do not determine it, for example an AUC of a single class
 */
export type Score = (counts: ArrayLike<number>) => number | undefined;

export interface Metric<O extends Outcome> {
  /** Whether more of it is better or worse. */
  readonly betterWhen: 'higher' | 'lower';
  /** Does once what is the same however often rows count. */
  readonly prepare: (outcome: O) => Score;
  /** With every row counted once. */
  readonly score: (outcome: O) => number | undefined;
}

export const defineMetric = <O extends Outcome>({ betterWhen, prepare }: Omit<Metric<O>, 'score'>): Metric<O> => ({
  betterWhen,
  prepare,
  score: (outcome) => prepare(outcome)(onceEach(outcome.labels.length)),
});

/** Counts every row once. */
export const onceEach = (rows: number): Uint16Array => new Uint16Array(rows).fill(1);

/** The mean over rows of what is known of each. */
export const meanOver =
  (values: ArrayLike<number>): Score =>
  (counts) => {
    let sum = 0;
    let rows = 0;
    for (let row = 0; row < values.length; row += 1) {
      sum += counts[row]! * values[row]!;
      rows += counts[row]!;
    }
    return rows === 0 ? undefined : sum / rows;
  };

/** Something of each row. */
export function perRow({ labels }: Outcome, of: (label: number, row: number) => number): Float64Array {
  const values = new Float64Array(labels.length);
  for (let row = 0; row < values.length; row += 1) values[row] = of(labels[row]!, row);
  return values;
}
