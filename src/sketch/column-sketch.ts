import type { ColumnSketch, NumberSketch, TextSketch } from '#src/contracts/table-sketch.ts';
import { sortedValues } from '#src/drift/sorted-values.ts';
import { sortedByCodePoint } from '#src/tabular/code-point-order.ts';
import type { Column, NumericColumn, StringColumn } from '#src/tabular/table.ts';
import { decimalsOf, moreDecimals } from './decimals.ts';
import { groupSorted, mergeGroups } from './number-groups.ts';

/** A text column with more levels than this is free text or a key, and its levels are not kept. */
const MOST_LEVELS = 65_536;

/** @param asLevels - numbers that are categories: up to 65,536 of them are all kept alone */
export function sketchColumn(column: Column, asLevels: boolean): ColumnSketch {
  return column.storage === 'string' ? sketchTexts(column) : sketchNumbers(column, asLevels);
}

function sketchNumbers({ name, storage, values }: NumericColumn, asLevels: boolean): NumberSketch {
  const finite = sortedValues(values);
  let missing = 0;
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) missing++;
  const decimals = decimalsOf(finite);
  return {
    name,
    storage,
    missing,
    infinite: values.length - missing - finite.length,
    ...(decimals !== undefined && { decimals }),
    ...groupSorted(finite, asLevels ? MOST_LEVELS : undefined),
  };
}

function sketchTexts({ name, storage, levels, codes }: StringColumn): TextSketch {
  const counts = new Float64Array(levels.length);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! < 0) missing++;
    else counts[codes[row]!]!++;
  }
  // Filtering a table keeps levels that no row has any more.
  const seen = levels.filter((_, code) => counts[code]! > 0);
  return {
    name,
    storage,
    missing,
    ...kept(
      seen,
      counts.filter((count) => count > 0),
    ),
  };
}

const kept = (levels: readonly string[], counts: Float64Array<ArrayBuffer>) =>
  levels.length > MOST_LEVELS ? { levels: null, counts: new Float64Array(0) } : { levels: [...levels], counts };

/** @throws TypeError for columns of different names or storages: sketches of one data set only can be merged */
export function mergeColumns(a: ColumnSketch, b: ColumnSketch): ColumnSketch {
  if (a.name === b.name && a.storage === 'string' && b.storage === 'string') return mergeTexts(a, b);
  if (a.name === b.name && a.storage !== 'string' && b.storage === a.storage) return mergeNumbers(a, b);
  throw new TypeError(`the ${a.storage} column "${a.name}" cannot be merged with the ${b.storage} column "${b.name}"`);
}

function mergeNumbers(a: NumberSketch, b: NumberSketch): NumberSketch {
  const decimals = moreDecimals(a.decimals, b.decimals);
  return {
    name: a.name,
    storage: a.storage,
    missing: a.missing + b.missing,
    infinite: a.infinite + b.infinite,
    ...(decimals !== undefined && { decimals }),
    ...mergeGroups(a, b),
  };
}

function mergeTexts(a: TextSketch, b: TextSketch): TextSketch {
  const { name, storage } = a;
  const missing = a.missing + b.missing;
  if (a.levels === null || b.levels === null)
    return { name, storage, missing, levels: null, counts: new Float64Array(0) };
  const counts = new Map(a.levels.map((level, index) => [level, a.counts[index]!]));
  for (const [index, level] of b.levels.entries()) counts.set(level, (counts.get(level) ?? 0) + b.counts[index]!);
  const levels = sortedByCodePoint(counts.keys());
  return {
    name,
    storage,
    missing,
    ...kept(
      levels,
      Float64Array.from(levels, (level) => counts.get(level)!),
    ),
  };
}
