import type { Column } from '#src/tabular/table.ts';
import type { DriftKind } from './drift-kind.ts';

export const category: DriftKind = {
  description: 'a share <size> of the rows takes the rarest category instead of its own',
  size: { default: 0.5, min: 0, max: 1 },
  affects: ({ type, isTarget }) => (type === 'categorical' || type === 'boolean') && !isTarget,
  change(column, { size, baseline, random }) {
    const rarest = rarestOf(baseline);
    const replaced = (value: number) => (random() < size && value >= 0 ? rarest : value);
    return column.storage === 'string'
      ? { ...column, codes: column.codes.map(replaced) }
      : { ...column, values: column.values.map((value) => (random() < size && !Number.isNaN(value) ? rarest : value)) };
  },
};

/** The code or number that the fewest rows have, the first of several. */
function rarestOf(column: Column): number {
  const counts = new Map<number, number>();
  for (const value of column.storage === 'string' ? column.codes : column.values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const present = [...counts].filter(([value]) => !Number.isNaN(value) && (column.storage !== 'string' || value >= 0));
  return present.sort(([a, countA], [b, countB]) => countA - countB || a - b)[0]?.[0] ?? Number.NaN;
}
