import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { scaledBesselK } from './bessel-k.ts';
import { exactCramerVonMisesTail } from './exact-cramer-von-mises.ts';
import { stirlingError } from './saddle-point.ts';

/** Both sides at most this large: the p-value is computed exactly. */
const EXACT_UP_TO = 20;

/** SciPy adds the limit law's terms down to this one; p-values below about 1e-6 are what is left out, not more. */
const SMALLEST_TERM = 1e-7;

/** Below this the limit law is 0 to double precision. */
const SMALLEST_STATISTIC = 0.003;

/**
 * Two-sample Cramér-von Mises test with midranks for ties, as SciPy's `cramervonmises_2samp(method='auto')`.
 *
 * @param samples - both ascending and not empty
 * @returns the p-value; NaN for a side with a single value
 * @see Anderson (1962), "On the Distribution of the Two-Sample Cramér-von Mises Criterion", equations 9 to 15
 */
export function cramerVonMisesPValue(samples: Samples): number {
  const [before, now] = [samples.reference.length, samples.current.length];
  if (Math.min(before, now) < 2) return Number.NaN;
  const ranks = rankStatistic(samples);
  if (Math.max(before, now) <= EXACT_UP_TO) return exactCramerVonMisesTail(ranks, before, now);
  const [all, pairs] = [before + now, before * now];
  const statistic = ranks / (pairs * all) - (4 * pairs - 1) / (6 * all);
  const expected = (1 + 1 / all) / 6;
  const variance =
    ((all + 1) * (4 * pairs * all - 3 * (before ** 2 + now ** 2) - 2 * pairs)) / (180 * all ** 2 * pairs);
  return limitTail(1 / 6 + (statistic - expected) / Math.sqrt(45 * variance));
}

/** Anderson's U: per side, its rows times the squared differences of its ranks among all from those within the side. */
function rankStatistic({ reference, current }: Samples): number {
  let [seen, seenNow, squares, squaresNow] = [0, 0, 0, 0];
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    // Tied rows share one rank among all; within their side they have consecutive ones.
    squares += inReference * ((seenNow + inCurrent / 2) ** 2 + (inReference ** 2 - 1) / 12);
    squaresNow += inCurrent * ((seen + inReference / 2) ** 2 + (inCurrent ** 2 - 1) / 12);
    seen += inReference;
    seenNow += inCurrent;
    return true;
  });
  return reference.length * squares + current.length * squaresNow;
}

/**
 * P(W ≥ x) of the limit law.
 *
 * @see Csörgő and Faraway (1996), "The Exact and Asymptotic Distributions of Cramér-von Mises Statistics", equation 1.2
 */
function limitTail(x: number): number {
  if (x < SMALLEST_STATISTIC) return 1;
  let below = 0;
  for (let k = 0, term = 1; term >= SMALLEST_TERM; k++) {
    const y = 4 * k + 1;
    const q = y ** 2 / (16 * x);
    term = (gammaRatio(k) * Math.sqrt(y / x) * Math.exp(-2 * q) * scaledBesselK(1 / 4, q)) / Math.PI ** 1.5;
    below += term;
  }
  return Math.max(1 - below, 0);
}

/** Γ(k + ½) / Γ(k + 1). */
function gammaRatio(k: number): number {
  if (k === 0) return Math.sqrt(Math.PI);
  const exponent = k * Math.log1p(-0.5 / k) + 0.5 + stirlingError(k - 0.5) - stirlingError(k);
  return Math.exp(exponent) / Math.sqrt(k);
}
