import { kolmogorovTail } from './kolmogorov.ts';

export interface KolmogorovSmirnov {
  /** Largest distance between the two empirical distribution functions, 0..1. */
  readonly statistic: number;
  /** Probability of a distance at least as large when both samples come from one distribution. */
  readonly pValue: number;
  readonly method: 'exact' | 'asymptotic';
}

/** Both samples at most this large: the p-value is computed exactly. */
const EXACT_UP_TO = 10_000;

/**
 * Two-sided two-sample Kolmogorov-Smirnov test of two sorted, non-empty samples.
 *
 * Follows SciPy 1.17's `ks_2samp(method='auto')`: exact for samples up to 10,000 rows each, unless rounding pushes the
 * exact probability out of 0..1, else asymptotic with the effective sample size n₁n₂ / (n₁ + n₂).
 */
export function twoSampleKs(reference: Float64Array, current: Float64Array): KolmogorovSmirnov {
  const steps = largestGap(reference, current);
  const exact = Math.max(reference.length, current.length) <= EXACT_UP_TO;
  const pValue = exact ? exactPValue(reference.length, current.length, steps) : Number.NaN;
  const statistic = steps / leastCommonMultiple(reference.length, current.length);
  if (pValue >= 0 && pValue <= 1) return { statistic, pValue, method: 'exact' };
  return { statistic, pValue: asymptoticPValue(reference.length, current.length, statistic), method: 'asymptotic' };
}

/** p-value by the one-sample distribution of the effective sample size. */
export function asymptoticPValue(referenceRows: number, currentRows: number, statistic: number): number {
  const effective = (referenceRows * currentRows) / (referenceRows + currentRows);
  return kolmogorovTail(roundHalfToEven(effective), statistic);
}

/**
 * p-value over all orderings of the two samples.
 *
 * @param steps - the statistic times the least common multiple of both sample sizes, an integer
 */
export function exactPValue(referenceRows: number, currentRows: number, steps: number): number {
  if (steps === 0) return 1;
  return referenceRows === currentRows
    ? equalSizesPValue(referenceRows, steps)
    : shareOfPathsOutside(Math.max(referenceRows, currentRows), Math.min(referenceRows, currentRows), steps);
}

/** Largest |F₁ − F₂| in units of 1 / lcm(n₁, n₂), by one walk along both sorted samples. */
function largestGap(reference: Float64Array, current: Float64Array): number {
  const divisor = greatestCommonDivisor(reference.length, current.length);
  const referenceStep = current.length / divisor;
  const currentStep = reference.length / divisor;
  let largest = 0;
  let previous = Number.NaN;
  let i = 0;
  let j = 0;
  // Past the end of one sample the distance only shrinks.
  while (i < reference.length && j < current.length) {
    const before = reference[i]!;
    const now = current[j]!;
    const value = before <= now ? before : now;
    // Between equal values the functions have not made their whole step yet.
    if (value !== previous) largest = Math.max(largest, Math.abs(i * referenceStep - j * currentStep));
    previous = value;
    // Which side comes next is a coin toss: adding is faster than branching.
    i += before <= now ? 1 : 0;
    j += now <= before ? 1 : 0;
  }
  while (reference[i] === previous) i++;
  while (current[j] === previous) j++;
  return Math.max(largest, Math.abs(i * referenceStep - j * currentStep));
}

/**
 * The reflection principle for equal sizes, as a nested product.
 *
 * @see Gnedenko and Korolyuk (1951)
 */
function equalSizesPValue(rows: number, steps: number): number {
  let nested = 0;
  for (let reflection = Math.floor(rows / steps); reflection >= 0; reflection--) {
    let ratio = 1;
    for (let j = 0; j < steps; j++) {
      ratio = ((rows - reflection * steps - j) * ratio) / (rows + reflection * steps + j + 1);
    }
    nested = ratio * (1 - nested);
  }
  return 2 * nested;
}

/**
 * The share of lattice paths from (0, 0) to (longer, shorter) that leave the band |x/longer − y/shorter| < statistic,
 * by a recursion that averages shares instead of counting paths, so that small p-values keep their digits.
 *
 * @see Hodges (1958), "The Significance Probability of the Smirnov Two-Sample Test"; Viehmann (2021), arXiv 2102.08037
 */
function shareOfPathsOutside(longer: number, shorter: number, steps: number): number {
  const divisor = greatestCommonDivisor(longer, shorter);
  const xStep = shorter / divisor;
  const yStep = longer / divisor;
  // outside[y] is the share among paths to (x, y); everything beyond the band is outside with certainty.
  const outside = new Float64Array(shorter + 1).fill(1);
  outside.fill(0, 0, Math.min(Math.ceil(steps / yStep), shorter + 1));
  for (let x = 1; x <= longer; x++) {
    const from = Math.max(Math.floor((xStep * x - steps) / yStep) + 1, 0);
    const to = Math.min(Math.ceil((xStep * x + steps) / yStep), shorter + 1);
    if (to <= from) return 1;
    let share = from === 0 ? 0 : 1;
    for (let y = from; y < to; y++) {
      share = (outside[y]! * x + share * y) / (x + y);
      outside[y] = share;
    }
  }
  return outside[shorter]!;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function leastCommonMultiple(a: number, b: number): number {
  return (a / greatestCommonDivisor(a, b)) * b;
}

function roundHalfToEven(value: number): number {
  const down = Math.floor(value);
  if (value - down !== 0.5) return Math.round(value);
  return down % 2 === 0 ? down : down + 1;
}
