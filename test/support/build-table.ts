import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Column, NumericColumn, Table } from '#src/tabular/table.ts';

/** A numeric column; null is missing. */
export function numbers(
  name: string,
  values: readonly (number | null)[],
  storage: NumericColumn['storage'] = 'float',
): NumericColumn {
  return { name, storage, values: Float64Array.from(values, (value) => value ?? Number.NaN) };
}

/** A text column; null is missing. */
export function texts(name: string, values: readonly (string | null)[]): Column {
  const levels = [...new Set(values)].filter((value) => value !== null).sort(byCodePoint);
  return { name, storage: 'string', levels, codes: Int32Array.from(values, (value) => levels.indexOf(value ?? '\0')) };
}

export function tableOf(...columns: readonly Column[]): Table {
  const [first] = columns;
  return { rowCount: first ? (first.storage === 'string' ? first.codes : first.values).length : 0, columns };
}
