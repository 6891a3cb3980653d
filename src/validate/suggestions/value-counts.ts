import type { StringColumn } from '../../tabular/table.ts';

export interface ValueCounts {
  /** The commonest first, then in the order of the levels. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** Share of the different values that came only once, 0..1. */
  readonly seenOnce: number;
}

export function valueCounts({ levels, codes }: StringColumn): ValueCounts {
  const counts = new Int32Array(levels.length);
  for (const code of codes) if (code !== -1) counts[code] = (counts[code] ?? 0) + 1;
  const seen = levels.map((value, code) => ({ value, count: counts[code] ?? 0 })).filter(({ count }) => count > 0);
  const once = seen.filter(({ count }) => count === 1).length;
  return { values: seen.toSorted((a, b) => b.count - a.count), seenOnce: seen.length === 0 ? 0 : once / seen.length };
}

/** As a rule lists it. */
export const quoted = (value: string): string => (value.includes('"') ? `'${value}'` : `"${value}"`);
