import type { SparseRows } from './tf-idf.ts';

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
  readonly marginOf: (rows: SparseRows, row: number) => number;
}

/**
 * Learns to tell two kinds of rows apart: a linear function under the modified Huber loss and an L1 penalty, by
 * stochastic gradient descent with the steps, the order of rows and the stop of scikit-learn 1.9's
 * `SGDClassifier(alpha=0.0001, max_iter=50, penalty="l1", loss="modified_huber", random_state=42)`.
 *
 * @param isCurrent - 1 for a row of the current data
 * @param width - columns of the rows
 * @see Zhang (2004), "Solving large scale linear prediction problems using stochastic gradient descent algorithms"
 */
export function fitLinearClassifier(rows: SparseRows, isCurrent: Uint8Array, width: number): LinearClassifier {
  const descent = createDescent(width);
  const order = Int32Array.from(isCurrent.keys());
  let [best, fruitless] = [Number.POSITIVE_INFINITY, 0];
  for (let epoch = 0; epoch < MOST_EPOCHS && fruitless < FRUITLESS_EPOCHS; epoch++) {
    shuffle(order);
    let objective = 0;
    for (const row of order) objective += descent.learn(rows, row, isCurrent[row] === 1 ? 1 : -1);
    const mean = objective / order.length;
    fruitless = mean > best - TOLERANCE ? fruitless + 1 : 0;
    best = Math.min(best, mean);
  }
  return { marginOf: descent.marginOf };
}

/** Of every column: its weight, and beside it, since both are read together, what it was drawn towards 0 in all. */
const PER_COLUMN = 2;

function createDescent(width: number) {
  const weights = new Float64Array(PER_COLUMN * width);
  let [intercept, penalty, step, sizes] = [0, 0, FIRST_STEP, 0];
  const marginOf = ({ starts, columns, values }: SparseRows, row: number): number => {
    let sum = 0;
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at++) sum += weights[PER_COLUMN * columns[at]!]! * values[at]!;
    return sum + intercept;
  };
  const add = ({ starts, columns, values }: SparseRows, row: number, update: number) => {
    sizes = 0;
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at++) {
      const weight = weights[PER_COLUMN * columns[at]!]! + values[at]! * update;
      weights[PER_COLUMN * columns[at]!] = weight;
      sizes += Math.abs(weight);
    }
    intercept += update * INTERCEPT_PACE;
  };
  /** @returns the objective as the library counts it: its penalty is that of the weights of the last row that taught */
  const learn = (rows: SparseRows, row: number, sign: 1 | -1): number => {
    const margin = sign * marginOf(rows, row);
    const rate = 1 / (ALPHA * step);
    const objective = loss(margin) + ALPHA * sizes;
    const update = rate * sign * pull(margin);
    if (update !== 0) add(rows, row, update);
    penalty += rate * ALPHA;
    penalize(rows, row, weights, penalty);
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
function penalize({ starts, columns }: SparseRows, row: number, weights: Float64Array, penalty: number): void {
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) {
    const column = PER_COLUMN * columns[at]!;
    const [before, drawn] = [weights[column]!, weights[column + 1]!];
    let weight = before;
    if (before > 0) weight = Math.max(0, before - (penalty + drawn));
    else if (before < 0) weight = Math.min(0, before + (penalty - drawn));
    weights[column] = weight;
    weights[column + 1] = drawn + (weight - before);
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
