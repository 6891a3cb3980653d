/** Values of a statistic, ascending, with how many orderings of both samples have each. */
interface Tally {
  readonly values: Float64Array;
  readonly counts: Float64Array;
}

const EMPTY: Tally = { values: new Float64Array(0), counts: new Float64Array(0) };

/** The null distribution depends on both sizes alone, and dealing rows again asks for the same one many times. */
const distributions = new Map<string, Tally>();

/**
 * P(U ≥ ranks) of the two-sample Cramér-von Mises rank statistic over all orderings of the two samples.
 *
 * @param ranks - Anderson's U; with midranks it may lie between the values that samples without ties have
 * @see Xiao, Gordon and Yakovlev (2006), "A C++ Program for the Cramér-Von Mises Two-Sample Test"
 */
export function exactCramerVonMisesTail(ranks: number, before: number, now: number): number {
  const pairs = before * now;
  const multiple = leastCommonMultiple(before, now);
  const numerator = multiple ** 2 * (before + now) * (6 * ranks - pairs * (4 * pairs - 1));
  const least = Math.floor(numerator / (6 * pairs ** 2));
  const { values, counts } = distributionOf(before, now);
  let [tail, all] = [0, 0];
  for (const [index, count] of counts.entries()) {
    all += count;
    if (values[index]! >= least) tail += count;
  }
  return tail / all;
}

function distributionOf(before: number, now: number): Tally {
  const key = `${before},${now}`;
  const known = distributions.get(key) ?? tallyOrderings(before, now);
  distributions.set(key, known);
  return known;
}

/** Lattice paths from (0, 0) to (before, now), by the sum of the squared distances of their points from the diagonal. */
function tallyOrderings(before: number, now: number): Tally {
  const multiple = leastCommonMultiple(before, now);
  const [step, stepNow] = [multiple / before, multiple / now];
  let column = Array<Tally>(before + 1).fill(EMPTY);
  column[0] = { values: Float64Array.of(0), counts: Float64Array.of(1) };
  for (let ofNow = 0; ofNow <= now; ofNow++) {
    let reached = EMPTY;
    column = column.map((cameStraight, ofBefore) => {
      reached = merge(reached, cameStraight, (step * ofBefore - stepNow * ofNow) ** 2);
      return reached;
    });
  }
  return column[before]!;
}

/** Both tallies together, every value raised by `distance`. */
function merge(left: Tally, right: Tally, distance: number): Tally {
  const values = new Float64Array(left.values.length + right.values.length);
  const counts = new Float64Array(values.length);
  let size = 0;
  for (let i = 0, j = 0; i < left.values.length || j < right.values.length; size++) {
    const value = Math.min(left.values[i] ?? Number.POSITIVE_INFINITY, right.values[j] ?? Number.POSITIVE_INFINITY);
    values[size] = value + distance;
    if (left.values[i] === value) counts[size]! += left.counts[i++]!;
    if (right.values[j] === value) counts[size]! += right.counts[j++]!;
  }
  return { values: values.slice(0, size), counts: counts.slice(0, size) };
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
