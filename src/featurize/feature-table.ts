import { InvalidDataError } from '../errors.ts';
import type { FloatColumn } from '../tabular/parquet/write-floats.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/** Features and labels as they are kept: one column per feature and, last, the target. */
export function featureColumns({ names, values }: FeatureMatrix, labels: Float32Array, target: string): FloatColumn[] {
  const width = names.length;
  const features = names.map((name, feature) => ({ name, at: (row: number) => values[row * width + feature]! }));
  return [...features, { name: target, at: (row) => labels[row]! }];
}

/**
 * What was kept by `featureColumns`, to the last bit.
 * @throws InvalidDataError when a column is missing or holds texts
 */
export function matrixOf(
  table: Table,
  names: readonly string[],
  target: string,
): { features: FeatureMatrix; labels: Float32Array } {
  const { rowCount } = table;
  const values = new Float32Array(rowCount * names.length);
  for (const [feature, name] of names.entries()) {
    const column = numbersOf(table, name);
    for (let row = 0; row < rowCount; row++) values[row * names.length + feature] = column[row]!;
  }
  return { features: { names, rowCount, values }, labels: Float32Array.from(numbersOf(table, target)) };
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name);
  if (column.storage === 'string') throw new InvalidDataError(`the feature "${name}" holds texts`);
  return column.values;
}
