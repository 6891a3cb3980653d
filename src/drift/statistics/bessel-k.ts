const STEP = 1 / 4;

/** Beyond this exponent a term adds nothing. */
const NEGLIGIBLE = 45;

/**
 * e^x K_ν(x), the modified Bessel function of the second kind without its decay, for x > 0: the integral of
 * e^(−x (cosh t − 1)) cosh νt over t > 0 by the trapezoidal rule, whose error here falls with e^(−π² / step).
 *
 * @see https://dlmf.nist.gov/10.32#E9 for the integral
 * @see Trefethen and Weideman (2014), "The Exponentially Convergent Trapezoidal Rule"
 */
export function scaledBesselK(order: number, x: number): number {
  let sum = 0.5;
  for (let t = STEP; ; t += STEP) {
    const exponent = x * (Math.cosh(t) - 1);
    if (exponent - order * t > NEGLIGIBLE) return sum * STEP;
    sum += Math.exp(-exponent) * Math.cosh(order * t);
  }
}
