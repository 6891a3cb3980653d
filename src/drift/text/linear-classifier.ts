import type { SparseRow } from './tf-idf.ts';

/** Strength of the penalty on the sum of the weights' sizes. */
const ALPHA = 1e-4;
const MOST_EPOCHS = 50;
/** Epochs that lower the objective by less than the tolerance, after so many of which the fit is done. */
const FRUITLESS_EPOCHS = 5;
const TOLERANCE = 1e-3;
/** The intercept learns more slowly than the weights, each of which few rows touch. */
const INTERCEPT_PACE = 0.01;
/** Second draw of NumPy's generator with the seed 42, after the one that scikit-learn spends on another order. */
const ORDER_SEED = 1273642419;

/** 1 / (ALPHA × step) is the learning rate, which begins as large as a typical weight (Bottou 2012). */
const FIRST_STEP = 1 / (Math.sqrt(1 / Math.sqrt(ALPHA)) * ALPHA);

export interface LinearClassifier {
  /** Above 0: the row is rather of the current data. */
  readonly marginOf: (row: SparseRow) => number;
}

/**
 * Learns to tell two kinds of rows apart: a linear function under the modified Huber loss and an L1 penalty, by
 * stochastic gradient descent with the steps, the order of rows and the stop of scikit-learn 1.9's
 * `SGDClassifier(alpha=0.0001, max_iter=50, penalty="l1", loss="modified_huber", random_state=42)`.
 *
 * @param isCurrent - per row
 * @param width - columns of the rows
 * @see Zhang (2004), "Solving large scale linear prediction problems using stochastic gradient descent algorithms"
 */
export function fitLinearClassifier(
  rows: readonly SparseRow[],
  isCurrent: readonly boolean[],
  width: number,
): LinearClassifier {
  const descent = createDescent(width);
  const order = Int32Array.from(rows.keys());
  let [best, fruitless] = [Number.POSITIVE_INFINITY, 0];
  for (let epoch = 0; epoch < MOST_EPOCHS && fruitless < FRUITLESS_EPOCHS; epoch++) {
    shuffle(order);
    let objective = 0;
    for (const row of order) objective += descent.learn(rows[row]!, isCurrent[row] ? 1 : -1);
    const mean = objective / rows.length;
    fruitless = mean > best - TOLERANCE ? fruitless + 1 : 0;
    best = Math.min(best, mean);
  }
  return { marginOf: descent.marginOf };
}

function createDescent(width: number) {
  const weights = new Float64Array(width);
  const penalized = new Float64Array(width);
  let [intercept, penalty, step, sizes] = [0, 0, FIRST_STEP, 0];
  const marginOf = ({ columns, values }: SparseRow): number => {
    let sum = 0;
    for (let at = 0; at < columns.length; at++) sum += weights[columns[at]!]! * values[at]!;
    return sum + intercept;
  };
  const add = ({ columns, values }: SparseRow, update: number) => {
    sizes = 0;
    for (let at = 0; at < columns.length; at++) {
      const column = columns[at]!;
      weights[column]! += values[at]! * update;
      sizes += Math.abs(weights[column]!);
    }
    intercept += update * INTERCEPT_PACE;
  };
  /** @returns the objective as the library counts it: its penalty is that of the weights of the last row that taught */
  const learn = (row: SparseRow, sign: 1 | -1): number => {
    const margin = sign * marginOf(row);
    const rate = 1 / (ALPHA * step);
    const objective = loss(margin) + ALPHA * sizes;
    const update = rate * sign * pull(margin);
    if (update !== 0) add(row, update);
    penalty += rate * ALPHA;
    penalize(row.columns, weights, penalized, penalty);
    step++;
    return objective;
  };
  return { learn, marginOf };
}

/** The modified Huber loss at a margin, which is positive where the side is right. */
function loss(margin: number): number {
  if (margin >= 1) return 0;
  return margin >= -1 ? (1 - margin) ** 2 : -4 * margin;
}

/** How strongly the loss falls with the margin. */
function pull(margin: number): number {
  if (margin >= 1) return 0;
  return margin >= -1 ? 2 * (1 - margin) : 4;
}

/**
 * Draws the weights of a row towards 0, never past it, by what the penalty has come to since they were last drawn.
 *
 * @see Tsuruoka, Tsujii and Ananiadou (2009), "Stochastic gradient descent training for L1-regularized log-linear models"
 */
function penalize(columns: Int32Array, weights: Float64Array, penalized: Float64Array, penalty: number): void {
  for (const column of columns) {
    const before = weights[column]!;
    if (before > 0) weights[column] = Math.max(0, before - (penalty + penalized[column]!));
    else if (before < 0) weights[column] = Math.min(0, before + (penalty - penalized[column]!));
    penalized[column]! += weights[column]! - before;
  }
}

/** Shuffles on from the order of the epoch before, by the same draws every time: a 32-bit xorshift (Marsaglia 2003). */
function shuffle(order: Int32Array): void {
  let state = ORDER_SEED;
  for (let at = 0; at < order.length - 1; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const other = at + ((state & 0x7fffffff) % (order.length - at));
    [order[at], order[other]] = [order[other]!, order[at]!];
  }
}
