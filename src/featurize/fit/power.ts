import { UntrainableDataError } from '../../errors.ts';
import { sortedNumbers, varianceOf } from './statistics.ts';

/** Beyond this a power turns any data into a step. */
const LARGEST_POWER = 5;
const TOLERANCE = 1e-8;
const MAX_VALUES = 20_000;

/**
 * The power that makes the values most like a normal distribution: the λ of −5..5 with the largest profile likelihood
 * −n/2 log var(y) + (λ − 1) Σ log of the transform's own derivative at λ = 0.
 *
 * @param values - the training values, NaN for missing; without any, or with a single one, λ is 1; of more than
 * 20,000, as many evenly spread ones are used
 * @returns a float32
 * @see Box and Cox (1964), "An Analysis of Transformations"; Yeo and Johnson (2000), "A New Family of Power
 * Transformations to Improve Normality or Symmetry"
 * @throws UntrainableDataError naming the column when Box and Cox's meets a number that is not positive
 */
export function fitPower(method: 'yeo-johnson' | 'box-cox', values: ArrayLike<number>, column: string): number {
  const present = thinned(sortedNumbers(values));
  if (method === 'box-cox' && !(present[0] === undefined || present[0] > 0)) {
    throw new UntrainableDataError(
      `features.columns.${column}.transform: box-cox is for positive numbers, but "${column}" has ${present[0]}: use yeo-johnson`,
    );
  }
  if (present.length === 0 || present[0] === present.at(-1)) return 1;
  const logarithms = present.map(
    method === 'box-cox' ? Math.log : (value) => Math.sign(value) * Math.log1p(Math.abs(value)),
  );
  const sum = logarithms.reduce((total, value) => total + value, 0);
  const transform = method === 'box-cox' ? boxCoxOfLogarithm : yeoJohnsonOfLogarithm;
  const likelihood = (lambda: number) => {
    const variance = varianceOf(logarithms.map((value) => transform(value, lambda)));
    return variance > 0 && Number.isFinite(variance)
      ? (-present.length / 2) * Math.log(variance) + (lambda - 1) * sum
      : Number.NEGATIVE_INFINITY;
  };
  const lambda = Math.fround(maximize(likelihood, -LARGEST_POWER, LARGEST_POWER));
  // Where both forms meet, the power's own would lose digits.
  return [0, 2].find((special) => Math.abs(lambda - special) < 1e-6) ?? lambda;
}

/** Of many values (ascending) some, evenly spread: they have the same shape. */
function thinned(sorted: Float64Array): Float64Array {
  if (sorted.length <= MAX_VALUES) return sorted;
  return Float64Array.from(
    { length: MAX_VALUES },
    (_, index) => sorted[Math.round((index * (sorted.length - 1)) / (MAX_VALUES - 1))]!,
  );
}

const boxCoxOfLogarithm = (logarithm: number, lambda: number): number =>
  lambda === 0 ? logarithm : Math.expm1(lambda * logarithm) / lambda;

const yeoJohnsonOfLogarithm = (signed: number, lambda: number): number =>
  signed >= 0 ? boxCoxOfLogarithm(signed, lambda) : -boxCoxOfLogarithm(-signed, 2 - lambda);

/** Golden-section search (Kiefer, 1953) of a function with one peak. */
function maximize(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [from, to];
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [atLeft, atRight] = [f(left), f(right)];
  while (high - low > TOLERANCE) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - ratio * (high - low);
      atLeft = f(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + ratio * (high - low);
      atRight = f(right);
    }
  }
  return (low + high) / 2;
}
