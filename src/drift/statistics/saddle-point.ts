const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** From here on five terms of Stirling's series are exact to double precision. */
const SERIES_FROM = 16;

/**
 * What Stirling's formula leaves out: ln Γ(x+1) − [(x + ½) ln x − x + ½ ln 2π], for x > 0.
 *
 * @see https://dlmf.nist.gov/5.11#E1 for the series; below 16 the recurrence of Γ carries the argument up
 */
export function stirlingError(x: number): number {
  if (x < SERIES_FROM) return stirlingError(x + 1) + (x + 0.5) * Math.log1p(1 / x) - 1;
  const inverse = 1 / x;
  const squared = inverse * inverse;
  return inverse * (1 / 12 - squared * (1 / 360 - squared * (1 / 1260 - squared * (1 / 1680 - squared / 1188))));
}

/** The saddle-point deviance a ln(a/x) + x − a for a > 0 and x > 0, without its cancellation when both are close. */
function deviance(a: number, x: number): number {
  return x - a - a * Math.log1p((x - a) / a);
}

/**
 * x^a e^−x / Γ(a+1), the Poisson probability continued to real a > 0, at full relative accuracy for large arguments.
 *
 * @see Loader (2000), "Fast and Accurate Computation of Binomial Probabilities"
 */
export function poissonDensity(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x) - HALF_LOG_TWO_PI) / Math.sqrt(a);
}

/**
 * The probability of `successes` out of `trials` when `expected` are expected, 0 < successes < trials.
 *
 * @param expected - trials × probability, strictly between 0 and `trials`
 * @see Loader (2000), as above
 */
export function binomialDensity(successes: number, trials: number, expected: number): number {
  const failures = trials - successes;
  const exponent =
    stirlingError(trials) -
    stirlingError(successes) -
    stirlingError(failures) -
    deviance(successes, expected) -
    deviance(failures, trials - expected);
  return Math.exp(exponent) * Math.sqrt(trials / (2 * Math.PI * successes * failures));
}
