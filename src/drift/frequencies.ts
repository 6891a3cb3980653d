import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Column } from '#src/tabular/table.ts';
import { walkTogether } from './sorted-values.ts';

/** How often each value occurs on either side, in the order of the values; a value occurs at least once on some side. */
export interface Frequencies {
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

export type Level = string | number;

/** Counts two sorted numeric samples by value. */
export function frequenciesOfSorted(reference: Float64Array, current: Float64Array): Frequencies {
  const counts: { reference: number[]; current: number[] } = { reference: [], current: [] };
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    counts.reference.push(inReference);
    counts.current.push(inCurrent);
    return true;
  });
  return counts;
}

/** Counts by level; missing values and infinities are left out. */
export function countLevels(column: Column): ReadonlyMap<Level, number> {
  return column.storage === 'string' ? countCodes(column.levels, column.codes) : countNumbers(column.values);
}

function countCodes(levels: readonly string[], codes: Int32Array): Map<Level, number> {
  const counts = new Float64Array(levels.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0) counts[code]!++;
  }
  // A level that no row has is no category: filtering a table keeps its dictionary.
  return new Map(levels.map((level, code): [Level, number] => [level, counts[code]!]).filter(([, count]) => count > 0));
}

function countNumbers(values: Float64Array): Map<Level, number> {
  const counts = new Map<Level, number>();
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isFinite(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

/**
 * Puts the counts of both sides side by side.
 *
 * @param spell - whether numbers meet text as text, for a level that the files spell alike; else 1 and "1" are two levels
 */
export function alignLevels(
  reference: ReadonlyMap<Level, number>,
  current: ReadonlyMap<Level, number>,
  spell = true,
): Frequencies {
  const numeric = [...reference.keys(), ...current.keys()].every((level) => typeof level === 'number');
  const [before, now] = numeric || !spell ? [reference, current] : [spelled(reference), spelled(current)];
  const levels = [...new Set([...before.keys(), ...now.keys()])].sort(compareLevels);
  return {
    reference: levels.map((level) => before.get(level) ?? 0),
    current: levels.map((level) => now.get(level) ?? 0),
  };
}

const spelled = (counts: ReadonlyMap<Level, number>): ReadonlyMap<Level, number> =>
  new Map([...counts].map(([level, count]) => [String(level), count]));

function compareLevels(a: Level, b: Level): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : byCodePoint(String(a), String(b));
}

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
