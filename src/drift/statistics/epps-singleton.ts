import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { chiSquareTail } from './chi-square.ts';
import { mean } from './moments.ts';
import { type Matrix, symmetricEigen } from './symmetric-eigen.ts';

/** The characteristic functions are compared here and at twice that, in units of 1 / semi-interquartile range. */
const FREQUENCY = 0.4;

const FEWEST_ROWS = 5;

/** Both sides smaller than this: the statistic is corrected. */
const SMALL_SAMPLE = 25;

/** Eigenvalues below this share of the largest count as 0. */
const NEGLIGIBLE = 1e-15;

/**
 * Epps and Singleton's test: are both characteristic functions the same at two frequencies? As SciPy 1.17's
 * `epps_singleton_2samp`.
 *
 * @param samples - both ascending
 * @returns the p-value of the chi-square limit; NaN below five rows a side, or when half of all values are equal
 * @see Epps and Singleton (1986), "An omnibus test for the two-sample problem using the empirical characteristic function"
 */
export function eppsSingletonPValue(samples: Samples): number {
  const { reference, current } = samples;
  const [before, now] = [reference.length, current.length];
  const scale = interquartileRange(samples) / 2;
  if (Math.min(before, now) < FEWEST_ROWS || scale === 0) return Number.NaN;
  const [waves, wavesNow] = [momentsOfWaves(reference, scale), momentsOfWaves(current, scale)];
  const all = before + now;
  const covariance = waves.covariance.map((row, i) =>
    row.map((cell, j) => (all / before) * cell + (all / now) * wavesNow.covariance[i]![j]!),
  );
  const difference = waves.means.map((centre, i) => centre - wavesNow.means[i]!);
  const { form, rank } = inverseForm(covariance, difference);
  const isSmall = Math.max(before, now) < SMALL_SAMPLE;
  const correction = isSmall ? 1 / (1 + all ** -0.45 + 10.1 * (before ** -1.7 + now ** -1.7)) : 1;
  return chiSquareTail(all * form * correction, rank);
}

interface Moments {
  readonly means: readonly number[];
  readonly covariance: Matrix;
}

/** Means and covariances (divided by n) of the cosines and sines of a sample at both frequencies. */
function momentsOfWaves(values: Float64Array, scale: number): Moments {
  const waves = wavesOf(values, scale);
  const means = waves.map(mean);
  const covariance = waves.map((a, i) => waves.map((b, j) => covarianceOf(a, b, means[i]!, means[j]!)));
  return { means, covariance };
}

function wavesOf(values: Float64Array, scale: number): readonly Float64Array[] {
  const wave = () => new Float64Array(values.length);
  const [cosine, sine, cosineOfDouble, sineOfDouble] = [wave(), wave(), wave(), wave()];
  for (let row = 0; row < values.length; row++) {
    const angle = (FREQUENCY / scale) * values[row]!;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    cosine[row] = x;
    sine[row] = y;
    cosineOfDouble[row] = (x - y) * (x + y);
    sineOfDouble[row] = 2 * x * y;
  }
  return [cosine, sine, cosineOfDouble, sineOfDouble];
}

function covarianceOf(a: Float64Array, b: Float64Array, centreOfA: number, centreOfB: number): number {
  let sum = 0;
  for (let row = 0; row < a.length; row++) sum += (a[row]! - centreOfA) * (b[row]! - centreOfB);
  return sum / a.length;
}

/** vᵀ M⁺ v for the pseudo-inverse of a covariance matrix, and its rank. */
function inverseForm(matrix: Matrix, vector: readonly number[]) {
  const eigen = symmetricEigen(matrix);
  const largest = Math.max(...eigen.map(({ value }) => Math.abs(value)));
  const kept = eigen.filter(({ value }) => Math.abs(value) > NEGLIGIBLE * largest);
  const form = kept.reduce((total, { value, vector: axis }) => {
    const along = axis.reduce((product, coordinate, i) => product + coordinate * vector[i]!, 0);
    return total + (along * along) / value;
  }, 0);
  return { form, rank: kept.length };
}

/** Of both samples together, by linear interpolation between the ordered values. */
function interquartileRange(samples: Samples): number {
  const last = samples.reference.length + samples.current.length - 1;
  const [lower, upper] = [last / 4, (3 * last) / 4];
  const places = [lower, upper].flatMap((place) => [Math.floor(place), Math.ceil(place)]);
  const [a, b, c, d] = valuesAt(samples, places);
  return c! + (d! - c!) * (upper % 1) - (a! + (b! - a!) * (lower % 1));
}

/** The values at ascending places of both samples' common order. */
function valuesAt({ reference, current }: Samples, places: readonly number[]): readonly number[] {
  const found: number[] = [];
  let seen = 0;
  walkTogether(reference, current, (value, inReference, inCurrent) => {
    seen += inReference + inCurrent;
    while (found.length < places.length && places[found.length]! < seen) found.push(value);
    return found.length < places.length;
  });
  return found;
}
