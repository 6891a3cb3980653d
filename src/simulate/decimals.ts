const MOST_DECIMALS = 6;

/** How many decimals the finite values are written with; undefined when more than six, as for computed values. */
export function decimalsOf(values: Float64Array): number | undefined {
  let decimals = 0;
  for (const value of values) {
    while (Number.isFinite(value) && roundTo(value, decimals) !== value) {
      if (++decimals > MOST_DECIMALS) return undefined;
    }
  }
  return decimals;
}

/** Rounds to so many decimals; leaves the value alone without a number of them. */
export function roundTo(value: number, decimals: number | undefined): number {
  if (decimals === undefined) return value;
  const unit = 10 ** decimals;
  return Math.round(value * unit) / unit;
}
