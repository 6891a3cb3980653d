import { type PiecewiseLinear, valueAt } from './piecewise-linear.ts';
import { type LogisticLine, logistic } from './platt-scaling.ts';

/**
 * What turns a model's probabilities into shares that come true: one function for two classes, of the second one's
 * probability, else one per class.
 */
export type Calibration = {
  /** No probability is below it, nor above 1 − it: rows that were seen do not prove that something never happens. */
  readonly least: number;
} & (
  | { readonly method: 'isotonic'; readonly curves: readonly PiecewiseLinear[] }
  | { readonly method: 'sigmoid'; readonly lines: readonly LogisticLine[] }
);

/** Probabilities nearer to 0 or 1 count as this near, so that their logits are finite and float32 holds them. */
export const NEAREST_TO_CERTAIN = 1e-6;

/** The logit of a probability, that of 0 and 1 included. */
export function finiteLogit(probability: number): number {
  const known = Math.min(Math.max(probability, NEAREST_TO_CERTAIN), 1 - NEAREST_TO_CERTAIN);
  return Math.log(known / (1 - known));
}

/** Probabilities → calibrated ones. @param probabilities - row-major */
export function calibrate(calibration: Calibration, probabilities: Float64Array, classCount: number): Float64Array {
  return calibratedBounds(calibration, { low: probabilities, high: probabilities }, classCount).low;
}

/** Between which values probabilities are, row-major. */
export interface ProbabilityBounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Between which values calibrated probabilities are when those given are between others. More than two classes are
 * calibrated one by one, each against the rest, and divided by their sum then.
 */
export function calibratedBounds(
  calibration: Calibration,
  given: ProbabilityBounds,
  classCount: number,
): ProbabilityBounds {
  const maps = calibrationMaps(calibration);
  const [low, high] = [new Float64Array(given.low.length), new Float64Array(given.low.length)];
  for (let first = 0; first < low.length; first += classCount) {
    const [lowest, highest] = [given.low, given.high].map((side) => side.subarray(first, first + classCount));
    const [lows, highs] = [withRest(maps, lowest!, highest!), withRest(maps, highest!, lowest!)];
    for (let index = 0; index < classCount; index += 1) {
      low[first + index] = shareOf(lows, highs, index);
      high[first + index] = shareOf(highs, lows, index);
    }
  }
  return { low, high };
}

/** A value's share when all others are as given. */
function shareOf(own: readonly number[], others: readonly number[], index: number): number {
  const rest = others.reduce((sum, value, place) => (place === index ? sum : sum + value), 0);
  return own[index]! / (own[index]! + rest);
}

type CalibrationMap = (probability: number) => number;

/** What each class is given; two classes add up to 1, so that the first is low where the second is high. */
function withRest(maps: readonly CalibrationMap[], row: Float64Array, opposite: Float64Array): number[] {
  const [only] = maps;
  if (maps.length === 1 && only) return [1 - only(opposite[1]!), only(row[1]!)];
  return maps.map((map, index) => map(row[index]!));
}

function calibrationMaps(calibration: Calibration): CalibrationMap[] {
  const { least } = calibration;
  if (calibration.method === 'isotonic') return calibration.curves.map((curve) => (at) => valueAt(curve, at));
  return calibration.lines.map(
    ({ slope, intercept }) =>
      (at) =>
        Math.min(Math.max(logistic(slope * finiteLogit(at) + intercept), least), 1 - least),
  );
}
