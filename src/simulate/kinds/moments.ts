import type { Column } from '#src/tabular/table.ts';

/** Mean and standard deviation (divided by n) of the finite values; 0 for a text column. */
export function momentsOf(column: Column): { mean: number; deviation: number } {
  const values = column.storage === 'string' ? new Float64Array() : column.values.filter(Number.isFinite);
  if (values.length === 0) return { mean: 0, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
