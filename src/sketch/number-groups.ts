import { roundTo } from './decimals.ts';

/** Ascending values in groups: group i holds `counts[i]` of them, from `least[i]` to `greatest[i]`, both of which occur. */
export interface NumberGroups {
  readonly least: Float64Array;
  readonly greatest: Float64Array;
  readonly counts: Float64Array;
  /** Where the mean of a group lies between its ends: 0 is `least`, 1 is `greatest`; 0 in a group of one value. */
  readonly means: Float64Array;
}

/** A group of different values holds less than this part of the values: so exact is every rank. */
const GROUPS = 4096;

/** Near either end a group holds less than this part of the values beyond it, so that small tails keep their weight. */
const TAIL_GROUPS = 256;

/** Nor does it span more than this part of the range, so that no bin of a histogram seems filled that is empty. */
const WIDTHS = 2048;

/**
 * Groups sorted values. Equal values are never parted, and a value that is alone in its group is exact; so is every
 * value when there are few different ones.
 *
 * @param sorted - finite, ascending
 * @param keptDistinct - so many different values, or fewer, are all kept alone; default 4096
 */
export function groupSorted(sorted: Float64Array, keptDistinct = GROUPS): NumberGroups {
  const starts: number[] = [];
  const limits = distinctUpTo(sorted, keptDistinct + 1) <= keptDistinct ? EXACT : limitsOf(sorted);
  for (let at = 0; at < sorted.length; at = groupEnd(sorted, at, limits)) starts.push(at);
  const ends = [...starts.slice(1), sorted.length];
  return {
    // + 0: there is one zero only, or which of two came first would show.
    least: Float64Array.from(starts, (start) => sorted[start]! + 0),
    greatest: Float64Array.from(starts, (_, group) => sorted[ends[group]! - 1]! + 0),
    counts: Float64Array.from(starts, (start, group) => ends[group]! - start),
    means: Float64Array.from(starts, (start, group) => meanWithin(sorted.subarray(start, ends[group]))),
  };
}

function meanWithin(group: Float64Array): number {
  const [from, width] = [group[0]!, group.at(-1)! - group[0]!];
  return width === 0 ? 0 : group.reduce((sum, value) => sum + (value - from) / width, 0) / group.length;
}

interface Limits {
  /** The most values that a group may hold; from the first row of the group. */
  readonly rows: (from: number) => number;
  readonly width: number;
}

const EXACT: Limits = { rows: () => 1, width: 0 };

function limitsOf(sorted: Float64Array): Limits {
  const rows = sorted.length;
  const most = rows / GROUPS;
  return {
    rows: (from) => Math.max(1, Math.floor(Math.min(most, from / TAIL_GROUPS, (rows - from) / (TAIL_GROUPS + 1)))),
    width: sorted[rows - 1]! / WIDTHS - sorted[0]! / WIDTHS,
  };
}

/** Where the group ends that starts at a row which is the first of its value. */
function groupEnd(sorted: Float64Array, from: number, { rows, width }: Limits): number {
  const limit = rows(from);
  const afterFirst = runEnd(sorted, from);
  if (afterFirst - from >= limit) return afterFirst;
  const widest = sorted[from]! + width;
  let end = from + limit;
  while (sorted[end - 1]! > widest) end--;
  // A value whose rows would be parted goes to the next group.
  while (sorted[end] === sorted[end - 1]) end--;
  return Math.max(end, afterFirst);
}

/** The row after the last one with the same value. */
function runEnd(sorted: Float64Array, from: number): number {
  let end = from + 1;
  while (sorted[end] === sorted[from]) end++;
  return end;
}

function distinctUpTo(sorted: Float64Array, limit: number): number {
  let distinct = 0;
  for (let at = 0; at < sorted.length && distinct < limit; at = runEnd(sorted, at)) distinct++;
  return distinct;
}

/** All groups of both, in one order; equal values become one group. Associative and commutative. */
export function mergeGroups(a: NumberGroups, b: NumberGroups): NumberGroups {
  const most = a.counts.length + b.counts.length;
  const empty = () => new Float64Array(most);
  const merged = { least: empty(), greatest: empty(), counts: empty(), means: empty() };
  let groups = 0;
  for (let i = 0, j = 0; i < a.counts.length || j < b.counts.length; ) {
    const fromA = j === b.counts.length || (i < a.counts.length && compareGroups(a, i, b, j) <= 0);
    const [from, at] = fromA ? [a, i++] : [b, j++];
    const isSame = groups > 0 && isSameValue(merged, groups - 1, from, at);
    if (!isSame) copyGroup(from, at, merged, groups++);
    else merged.counts[groups - 1]! += from.counts[at]!;
  }
  return {
    least: merged.least.slice(0, groups),
    greatest: merged.greatest.slice(0, groups),
    counts: merged.counts.slice(0, groups),
    means: merged.means.slice(0, groups),
  };
}

const compareGroups = (a: NumberGroups, i: number, b: NumberGroups, j: number): number =>
  a.least[i]! - b.least[j]! ||
  a.greatest[i]! - b.greatest[j]! ||
  a.counts[i]! - b.counts[j]! ||
  a.means[i]! - b.means[j]!;

/** Whether both groups hold one value only, the same: the smallest of either is the largest of the other. */
const isSameValue = (a: NumberGroups, i: number, b: NumberGroups, j: number): boolean =>
  a.least[i] === b.greatest[j] && a.greatest[i] === b.least[j];

function copyGroup(from: NumberGroups, at: number, to: NumberGroups, place: number): void {
  to.least[place] = from.least[at]!;
  to.greatest[place] = from.greatest[at]!;
  to.counts[place] = from.counts[at]!;
  to.means[place] = from.means[at]!;
}

/**
 * Values that the groups may stand for, in the order of the groups: the ends of each exactly, the others between them so
 * that the mean is right.
 *
 * @param decimals - to round the values between to; undefined for any number of them
 */
export function valuesOf({ least, greatest, counts, means }: NumberGroups, decimals: number | undefined): Float64Array {
  const values = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  const rounded = decimals === undefined ? (value: number) => value : (value: number) => roundTo(value, decimals);
  let row = 0;
  for (let group = 0; group < counts.length; group++) {
    const [from, to, count] = [least[group]!, greatest[group]!, counts[group]!];
    values.fill(from, row, row + count);
    // What the ends weigh more than the values between them.
    const mean = Math.min(Math.max((means[group]! * count - 0.5) / (count - 1), 0), 1);
    for (let index = 1; index < count - 1 && from < to; index++) {
      values[row + index] = rounded(from + (to - from) * between(index / (count - 1), mean));
    }
    row += count;
    values[row - 1] = to;
  }
  return values;
}

/**
 * The quantile function of a distribution on 0 to 1 with that mean: uniform on both sides of the mean, with the share
 * 1 − mean of the values below it.
 */
const between = (share: number, mean: number): number =>
  share <= 1 - mean ? (share * mean) / (1 - mean || 1) : mean + ((share - 1 + mean) * (1 - mean)) / mean;
