import type { Column } from '#src/tabular/table.ts';
import { decimalsOf, roundTo } from '../decimals.ts';

/** Changes every number and writes it with as many decimals as the baseline's; text stays as it is. */
export function mapNumbers(column: Column, baseline: Column, change: (value: number) => number): Column {
  if (column.storage === 'string' || baseline.storage === 'string') return column;
  const decimals = decimalsOf(baseline.values);
  return { ...column, values: column.values.map((value) => roundTo(change(value), decimals)) };
}
