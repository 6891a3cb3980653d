import { InvalidDataError } from '../errors.ts';
import { columnNamed } from '../tabular/select.ts';
import type { NumericColumn, Table } from '../tabular/table.ts';
import type { FeatureMatrix } from './feature-matrix.ts';

/** Features and labels as a table, as they are kept: one column per feature and, last, the target. */
export function featureTable({ names, rowCount, values }: FeatureMatrix, labels: Float32Array, target: string): Table {
  const features = names.map((name, feature) =>
    floats(
      name,
      Float64Array.from({ length: rowCount }, (_, row) => values[row * names.length + feature]!),
    ),
  );
  return { rowCount, columns: [...features, floats(target, Float64Array.from(labels))] };
}

/**
 * What `featureTable` kept; float32 values come back bit by bit.
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

const floats = (name: string, values: Float64Array): NumericColumn => ({ name, storage: 'float', values });

function numbersOf(table: Table, name: string): Float64Array {
  const column = columnNamed(table, name);
  if (column.storage === 'string') throw new InvalidDataError(`the feature "${name}" holds texts`);
  return column.values;
}
