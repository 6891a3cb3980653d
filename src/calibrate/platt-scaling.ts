/** A probability is the logistic function of `slope` · logit + `intercept`. */
export interface LogisticLine {
  readonly slope: number;
  readonly intercept: number;
}

const MOST_STEPS = 100;
/** Of the gradient per row. */
const ENOUGH = 1e-9;
/** Keeps the matrix of second derivatives invertible. */
const RIDGE = 1e-12;

/**
 * The line that makes what came true most likely, by Newton's method with halved steps. Both kinds of rows aim a little
 * inside of 0 and 1, so that rows that are told apart without a mistake do not make it infinitely steep.
 *
 * @param x - per row, finite
 * @param isTrue - 1 or 0 per row
 * @see Platt (1999), "Probabilistic outputs for support vector machines"; Lin, Lin and Weng (2007), "A note on Platt's
 * probabilistic outputs for support vector machines"
 */
export function plattScaling(x: ArrayLike<number>, isTrue: ArrayLike<number>): LogisticLine {
  const rows = x.length;
  let hits = 0;
  for (let row = 0; row < rows; row += 1) hits += isTrue[row]!;
  const [high, low] = [(hits + 1) / (hits + 2), 1 / (rows - hits + 2)];
  const target = (row: number) => (isTrue[row] ? high : low);
  let line: LogisticLine = { slope: 0, intercept: Math.log((hits + 1) / (rows - hits + 1)) };
  let loss = lossOf(line, x, target);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { move, gradient } = newtonStep(line, x, target);
    if (gradient < ENOUGH) break;
    const next = improved(line, move, loss, (candidate) => lossOf(candidate, x, target));
    if (!next) break;
    ({ line, loss } = next);
  }
  return line;
}

/** The first of ever shorter steps that helps; undefined where none does. */
function improved(line: LogisticLine, move: LogisticLine, loss: number, measure: (line: LogisticLine) => number) {
  for (let share = 1; share > 1e-10; share /= 2) {
    const next = { slope: line.slope + share * move.slope, intercept: line.intercept + share * move.intercept };
    const found = measure(next);
    if (found < loss) return { line: next, loss: found };
  }
  return undefined;
}

/** Mean cross entropy. */
function lossOf({ slope, intercept }: LogisticLine, x: ArrayLike<number>, target: (row: number) => number): number {
  let sum = 0;
  for (let row = 0; row < x.length; row += 1) {
    const score = slope * x[row]! + intercept;
    sum += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - target(row) * score;
  }
  return sum / x.length;
}

function newtonStep({ slope, intercept }: LogisticLine, x: ArrayLike<number>, target: (row: number) => number) {
  let [ofSlope, ofIntercept, xx, xOne, oneOne] = [0, 0, RIDGE, 0, RIDGE];
  for (let row = 0; row < x.length; row += 1) {
    const at = x[row]!;
    const probability = logistic(slope * at + intercept);
    const [difference, curvature] = [probability - target(row), probability * (1 - probability)];
    ofSlope += difference * at;
    ofIntercept += difference;
    xx += curvature * at * at;
    xOne += curvature * at;
    oneOne += curvature;
  }
  const determinant = xx * oneOne - xOne * xOne;
  const move = {
    slope: -(oneOne * ofSlope - xOne * ofIntercept) / determinant,
    intercept: -(xx * ofIntercept - xOne * ofSlope) / determinant,
  };
  return { move, gradient: Math.hypot(ofSlope, ofIntercept) / x.length };
}

/** 1 / (1 + e^−x). */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
