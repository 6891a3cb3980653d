/** For small x; for large x the integrand is a bell of width 1 / √x, which takes a smaller one. */
const LARGEST_STEP = 1 / 4;

/** Beyond this exponent a term adds nothing. */
const NEGLIGIBLE = 45;

/**
 * e^x K_ν(x), the modified Bessel function of the second kind without its decay, for x > 0: the integral of
 * e^(−x (cosh t − 1)) cosh νt over t > 0 by the trapezoidal rule, whose error is below double precision with
 * these steps.
 *
 * @see https://dlmf.nist.gov/10.32#E9 for the integral
 * @see Trefethen and Weideman (2014), "The Exponentially Convergent Trapezoidal Rule"
 */
export function scaledBesselK(order: number, x: number): number {
  const step = Math.min(LARGEST_STEP, 0.5 / Math.sqrt(x));
  let sum = 0.5;
  for (let t = step; ; t += step) {
    // cosh t − 1 without its cancellation.
    const exponent = 2 * x * Math.sinh(t / 2) ** 2;
    if (exponent - order * t > NEGLIGIBLE) return sum * step;
    sum += Math.exp(-exponent) * Math.cosh(order * t);
  }
}
