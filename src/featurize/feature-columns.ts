import type { ProjectFile } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import { columnTypes } from '../tabular/column-type.ts';
import type { Column, NumericColumn, StringColumn, Table } from '../tabular/table.ts';

/** A column that features are made of; timestamps never are. */
export type FeatureColumn = StringColumn | (NumericColumn & { readonly storage: 'integer' | 'float' | 'boolean' });

const FEATURE_TYPES: ReadonlySet<string> = new Set(['numerical', 'categorical', 'boolean']);

/**
 * The columns that features are made of, in the table's order: all of type numerical, categorical or boolean but the
 * target, if a training row has a value there.
 *
 * @throws UntrainableDataError when a column that the project file calls numerical holds texts
 */
export function chooseFeatureColumns(
  table: Table,
  trainRows: readonly number[],
  { target, columns }: ProjectFile,
): FeatureColumn[] {
  const types = columnTypes(table, columns);
  return table.columns.flatMap((column) => {
    const type = types.get(column.name);
    if (column.name === target || !type || !FEATURE_TYPES.has(type)) return [];
    if (type === 'numerical' && column.storage === 'string') throw notNumerical(column);
    return isUsable(column) && hasValue(column, trainRows) ? [column] : [];
  });
}

const isUsable = (column: Column): column is FeatureColumn => column.storage !== 'timestamp';

const hasValue = (column: Column, rows: readonly number[]): boolean =>
  column.storage === 'string'
    ? rows.some((row) => column.codes[row] !== -1)
    : rows.some((row) => Number.isFinite(Math.fround(column.values[row]!)));

function notNumerical({ name, levels }: StringColumn): UntrainableDataError {
  const text = levels.find((level) => Number.isNaN(Number(level)));
  return new UntrainableDataError(
    `column "${name}" is numerical by the project file but holds texts such as "${text ?? levels[0]}": correct the data`,
  );
}
