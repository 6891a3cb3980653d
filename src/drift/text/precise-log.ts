/** Fixed point: so many bits after the point, twice a double's. */
const BITS = 110n;
const ONE = 1n << BITS;
const LN_2 = twiceArtanh(ONE / 3n);

/**
 * The natural logarithm, correctly rounded, where the engine's own may be off by the last bit.
 *
 * @param x - positive and finite, not below 2⁻⁵⁰
 */
export function preciseLog(x: number): number {
  // x = m × 2^e with m around 1, so that the series is short.
  const e = Math.round(Math.log2(x));
  const m = toFixed(x / 2 ** e);
  const logarithm = twiceArtanh(((m - ONE) << BITS) / (m + ONE)) + BigInt(e) * LN_2;
  return Number(logarithm) / 2 ** Number(BITS);
}

/** A double has 53 bits: what is left of it after 60 binary places is 0. */
const toFixed = (value: number): bigint => BigInt(value * 2 ** 60) << (BITS - 60n);

/** ln((1 + z) / (1 − z)) = 2 (z + z³/3 + z⁵/5 + …), https://dlmf.nist.gov/4.6#E4. */
function twiceArtanh(z: bigint): bigint {
  const square = (z * z) >> BITS;
  let [sum, power] = [0n, z];
  for (let k = 1n; power !== 0n && power !== -1n; k += 2n) {
    sum += power / k;
    power = (power * square) >> BITS;
  }
  return 2n * sum;
}
