import type { SageMakerConstraints, SageMakerStatistics } from '../../contracts/sagemaker.ts';
import { goodnessOfFit } from '../../drift/tests/chisquare.ts';
import type { Column, Table } from '../../tabular/table.ts';
import { textAt } from '../rules/rule.ts';

type Statistics = SageMakerStatistics['features'][number];
type Comparison = SageMakerConstraints['monitoring_config']['distribution_constraints'];
type Numbers = NonNullable<Statistics['numerical_statistics']>;
type Texts = NonNullable<Statistics['string_statistics']>;

/**
 * How a column's distribution has moved from the baseline's statistics, where that is too much, as Deequ measures it:
 * numbers by the largest distance of the two distribution functions; texts by the largest difference of a value's share,
 * or by the chi-squared test. `Robust` takes off what chance explains, 1.8·√((n+m)/(n·m)), and so does `LInfinity`.
 *
 * @param statistics - of the baseline's column
 * @returns what was found, for people; undefined while the column keeps to its baseline or cannot be compared
 */
export function baselineDrift(
  column: Column,
  { rowCount }: Table,
  statistics: Statistics,
  comparison: Comparison,
): string | undefined {
  const { numerical_statistics: numbers, string_statistics: texts } = statistics;
  if (numbers && column.storage !== 'string') return numericalDrift(column.values, numbers, comparison);
  return texts && categoricalDrift(countsIn(column, rowCount), texts, comparison);
}

function numericalDrift(values: Float64Array, numbers: Numbers, comparison: Comparison): string | undefined {
  const current = values.filter((value) => Number.isFinite(value)).sort();
  const reference = weightedValues(numbers);
  if (current.length === 0 || reference.length === 0) return undefined;
  const simple = largestDistance(current, reference);
  const isRobust = comparison.comparison_method === 'Robust';
  const distance = isRobust ? robust(simple, current.length, numbers.common.num_present) : simple;
  const threshold = comparison.comparison_threshold;
  return distance > threshold ? `baseline drift distance: ${distance} exceeds threshold: ${threshold}` : undefined;
}

/** Ascending values and how many each stands for: the sketch's, or the buckets' upper bounds where there is no sketch. */
function weightedValues({ distribution: { kll } }: Numbers): (readonly [value: number, weight: number])[] {
  const points = kll.sketch
    ? kll.sketch.data.flatMap((items, level) => items.map((value) => [value, 2 ** level] as const))
    : kll.buckets.map(({ upper_bound, count }) => [upper_bound, count] as const);
  return points.toSorted(([a], [b]) => a - b);
}

/** Of the two distribution functions, at the points where the reference is known. */
function largestDistance(current: Float64Array, reference: readonly (readonly [number, number])[]): number {
  const all = reference.reduce((sum, [, weight]) => sum + weight, 0);
  let [below, at, largest] = [0, 0, 0];
  for (const [index, [value, weight]] of reference.entries()) {
    below += weight;
    if (reference[index + 1]?.[0] === value) continue;
    while (at < current.length && (current[at] ?? 0) <= value) at += 1;
    largest = Math.max(largest, Math.abs(at / current.length - below / all));
  }
  return largest;
}

const robust = (distance: number, n: number, m: number): number =>
  Math.max(0, distance - 1.8 * Math.sqrt((n + m) / (n * m)));

function categoricalDrift(current: ReadonlyMap<string, number>, texts: Texts, comparison: Comparison) {
  const { buckets } = texts.distribution.categorical;
  const known = new Map(buckets.map(({ value, count }) => [value, count]));
  const values = [...new Set([...known.keys(), ...current.keys()])];
  const counts = {
    reference: values.map((value) => known.get(value) ?? 0),
    current: values.map((value) => current.get(value) ?? 0),
  };
  const [m, n] = [sum(counts.reference), sum(counts.current)];
  if (m === 0 || n === 0) return undefined;
  const threshold = comparison.categorical_comparison_threshold;
  if (comparison.categorical_drift_method === 'ChiSquared') {
    const chance = goodnessOfFit(counts);
    return chance < threshold ? `baseline drift p-value: ${chance} is below threshold: ${threshold}` : undefined;
  }
  const differences = values.map((_, at) => Math.abs((counts.reference[at] ?? 0) / m - (counts.current[at] ?? 0) / n));
  const distance = robust(Math.max(...differences), n, m);
  return distance > threshold ? `baseline drift distance: ${distance} exceeds threshold: ${threshold}` : undefined;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

function countsIn(column: Column, rows: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < rows; row += 1) {
    const value = textAt(column, row);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
