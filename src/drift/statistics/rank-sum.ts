/**
 * P(U ≥ exceeding) for Mann and Whitney's U of two samples without ties, exactly: U is how many of all pairs have the
 * larger value on the one side.
 *
 * @param exceeding - an integer, 0..before × now
 */
export function rankSumTail(exceeding: number, before: number, now: number): number {
  const pairs = before * now;
  // U is as probable as its mirror image, so the shorter end is summed.
  return 2 * exceeding > pairs
    ? shareUpTo(pairs - exceeding, before, now)
    : 1 - (exceeding === 0 ? 0 : shareUpTo(exceeding - 1, before, now));
}

/**
 * P(U ≤ most). The numbers of orderings by U are the coefficients of the Gaussian binomial coefficient
 * ∏ (1 − q^(larger + j)) / (1 − q^j), j = 1 … smaller, kept as shares of all orderings.
 *
 * @see https://dlmf.nist.gov/26.9#E4
 */
function shareUpTo(most: number, before: number, now: number): number {
  const [smaller, larger] = [Math.min(before, now), Math.max(before, now)];
  const shares = new Float64Array(most + 1);
  shares[0] = 1;
  for (let j = 1; j <= smaller; j++) {
    for (let u = most; u >= larger + j; u--) shares[u]! -= shares[u - larger - j]!;
    for (let u = j; u <= most; u++) shares[u]! += shares[u - j]!;
    for (let u = 0; u <= most; u++) shares[u]! *= j / (larger + j);
  }
  return shares.reduce((sum, share) => sum + share, 0);
}
