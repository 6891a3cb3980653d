/** A function that is straight between its knots and stays as it is beyond the first and the last. */
export interface PiecewiseLinear {
  /** Where the knots are, ascending; at least one. */
  readonly x: readonly number[];
  /** One per knot. */
  readonly y: readonly number[];
}

export function valueAt({ x, y }: PiecewiseLinear, at: number): number {
  const next = firstAbove(x, at);
  if (next === 0) return y[0]!;
  if (next === x.length) return y[next - 1]!;
  const [from, to] = [x[next - 1]!, x[next]!];
  return y[next - 1]! + ((at - from) / (to - from)) * (y[next]! - y[next - 1]!);
}

/** The first place whose value is greater; the length where none is. @param values - ascending */
function firstAbove(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
