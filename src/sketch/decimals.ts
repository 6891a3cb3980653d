/** By the number of decimals; values with more than these count as having any number. */
const POWERS_OF_TEN = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;

/**
 * How many decimals the values have at most, 0 to 6; undefined when one has more. Values that were rounded are told
 * from continuous ones by it: only the former come again.
 */
export function decimalsOf(values: Float64Array): number | undefined {
  let decimals = 0;
  for (let row = 0; row < values.length; row++) {
    while (!isRounded(values[row]!, decimals)) if (++decimals === POWERS_OF_TEN.length) return undefined;
  }
  return decimals;
}

export const moreDecimals = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : Math.max(a, b);

/** @param decimals - 0 to 6 */
export function roundTo(value: number, decimals: number): number {
  const scale = POWERS_OF_TEN[decimals]!;
  return Math.round(value * scale) / scale;
}

const isRounded = (value: number, decimals: number): boolean => roundTo(value, decimals) === value;
