import type { ColumnProfile, DataProfile, NumberProfile } from '../contracts/data-profile.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { columnTypes, type InferredColumnType } from './column-type.ts';
import { releaseArray } from './release-memory.ts';
import type { NumericColumn, StringColumn, Table } from './table.ts';

const QUANTILES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
const TOP_VALUES = 10;
/** A number column with at most this many distinct values is worth counting value by value. */
const MAX_COUNTED_NUMBERS = 20;

/**
 * Describes every column of a table: type, missing and distinct values, moments, quantiles, commonest values.
 *
 * @param overrides - the types a project file sets, in place of the inferred ones
 */
export function profileTable(table: Table, overrides: ProjectFile['columns'] = {}): DataProfile {
  const types = columnTypes(table, overrides);
  const columns = table.columns.map((column): ColumnProfile => {
    const type = types.get(column.name) ?? 'unknown';
    return column.storage === 'string' ? profileTexts(column, type) : profileNumbers(column, type);
  });
  return { rows: table.rowCount, columns };
}

function profileTexts({ name, storage, levels, codes }: StringColumn, type: InferredColumnType): ColumnProfile {
  const counts = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code === -1) missing += 1;
    else counts[code]! += 1;
  }
  const seen = levels.flatMap((value, code) => (counts[code]! > 0 ? [{ value, count: counts[code]! }] : []));
  return { name, storage, type, missing, distinct: seen.length, infinite: 0, top: mostFrequent(seen) };
}

function profileNumbers({ name, storage, values }: NumericColumn, type: InferredColumnType): ColumnProfile {
  const { finite, missing, infinite, infinities } = sortedValues(values);
  const { distinct, counts } = countSorted(finite);
  const isNumber = storage === 'integer' || storage === 'float';
  const isCounted = storage === 'boolean' || (isNumber && distinct <= MAX_COUNTED_NUMBERS);
  const profile = {
    ...{ name, storage, type, missing },
    ...{ distinct: distinct + infinities, infinite },
    ...(isNumber && finite.length > 0 && { numbers: describeSorted(finite) }),
    ...(storage === 'timestamp' &&
      finite.length > 0 && { times: { min: isoTime(finite[0]!), max: isoTime(finite.at(-1)!) } }),
    ...(isCounted && {
      top: mostFrequent(counts.map((of) => (storage === 'boolean' ? { ...of, value: of.value === 1 } : of))),
    }),
  };
  releaseArray(finite);
  return profile;
}

/** The finite values in a sorted copy, and how many others there are. */
function sortedValues(values: Float64Array) {
  const finite = new Float64Array(values.length);
  const infinities = new Set<number>();
  let [count, missing, infinite] = [0, 0, 0];
  for (const value of values) {
    if (Number.isFinite(value)) finite[count++] = value;
    else if (Number.isNaN(value)) missing += 1;
    else {
      infinite += 1;
      infinities.add(value);
    }
  }
  return { finite: finite.subarray(0, count).sort(), missing, infinite, infinities: infinities.size };
}

const isoTime = (milliseconds: number) => new Date(milliseconds).toISOString();

/** How many distinct values a sorted array has; how often each comes, of as many as are worth counting. */
function countSorted(sorted: Float64Array) {
  const counts: { value: number; count: number }[] = [];
  let distinct = 0;
  for (let first = 0, next = 0; first < sorted.length; first = next) {
    const value = sorted[first]!;
    while (next < sorted.length && sorted[next] === value) next += 1;
    distinct += 1;
    if (distinct <= MAX_COUNTED_NUMBERS) counts.push({ value, count: next - first });
  }
  return { distinct, counts };
}

/** The sort is stable: equally frequent values keep their own order. */
const mostFrequent = <Counted extends { readonly count: number }>(counts: readonly Counted[]): Counted[] =>
  counts.toSorted((a, b) => b.count - a.count).slice(0, TOP_VALUES);

function describeSorted(sorted: Float64Array): NumberProfile {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean: finiteOrNull(mean),
    std: finiteOrNull(sorted.length > 1 ? Math.sqrt(squares / (sorted.length - 1)) : 0),
    min: sorted[0]!,
    max: sorted.at(-1)!,
    quantiles: Object.fromEntries(QUANTILES.map((share) => [String(share), quantile(sorted, share)])),
  };
}

/** Linear interpolation between the two nearest ranks (definition 7 of Hyndman and Fan, 1996; NumPy's default). */
export function quantile(sorted: Float64Array, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  const weight = rank - Math.floor(rank);
  const distance = above - below;
  return Number.isFinite(distance) ? below + distance * weight : below * (1 - weight) + above * weight;
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);
