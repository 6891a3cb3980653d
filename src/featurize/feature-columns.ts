import type { ProjectFile } from '../contracts/project-file.ts';
import { UntrainableDataError } from '../errors.ts';
import { columnTypes, type InferredColumnType } from '../tabular/column-type.ts';
import type { Column, StringColumn, Table } from '../tabular/table.ts';

/** A column that features can be made of. */
export interface FeatureColumn {
  readonly column: Column;
  /** Whether its values are features as they are, or encoded; else only what is computed from it is. */
  readonly isFeature: boolean;
}

const FEATURE_TYPES: ReadonlySet<InferredColumnType | undefined> = new Set(['numerical', 'categorical', 'boolean']);

/**
 * The columns that features can be made of, in the table's order: all but the target, the sample weight and ignored
 * ones, if a training row has a value there. Those of type numerical, categorical or boolean are features themselves;
 * texts and times are not.
 *
 * @throws UntrainableDataError when a column that the project file calls numerical holds texts
 */
export function chooseFeatureColumns(
  table: Table,
  trainRows: readonly number[],
  { target, columns, training }: ProjectFile,
): FeatureColumn[] {
  const types = columnTypes(table, columns);
  return table.columns.flatMap((column) => {
    const type = types.get(column.name);
    if (column.name === target || column.name === training.sampleWeight || type === 'ignore') return [];
    if (type === 'numerical' && column.storage === 'string') throw notNumerical(column);
    if (!hasValue(column, trainRows)) return [];
    return [{ column, isFeature: column.storage !== 'timestamp' && FEATURE_TYPES.has(type) }];
  });
}

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
