import type { ProjectFile } from '../contracts/project-file.ts';
import type { ColumnType } from '../contracts/settings/column-type.ts';
import { LINEAGE_COLUMN } from './lineage-column.ts';
import type { Column, StringColumn, Table } from './table.ts';

/** `unknown`: no row has a value, so there is nothing to go by. */
export type InferredColumnType = ColumnType | 'unknown';

/** An integer column with more distinct values than this is a quantity, not a code. */
const MAX_INTEGER_CATEGORIES = 10;
/** A text column with more distinct values per value than this is free text. */
const MAX_CATEGORY_SHARE = 0.5;

/**
 * The type that Evidently 0.7.23 infers for the column (its `infer_column_type` on the pandas column): floats are
 * numerical; integers are categorical with at most 10 distinct values and no gap, else numerical; texts are free text
 * when more than half of the values are distinct, else categorical; booleans are categorical; timestamps are datetime.
 * The label that merging gives rows is no data and ignored.
 */
export function inferColumnType(column: Column): InferredColumnType {
  if (column.name === LINEAGE_COLUMN) return 'ignore';
  if (column.storage === 'string') {
    const { present, distinct } = countTexts(column);
    if (present === 0) return 'unknown';
    return distinct > MAX_CATEGORY_SHARE * present ? 'text' : 'categorical';
  }
  if (column.values.every(Number.isNaN)) return 'unknown';
  switch (column.storage) {
    case 'float':
      return 'numerical';
    case 'integer':
      return isCode(column.values) ? 'categorical' : 'numerical';
    case 'boolean':
      return 'categorical';
    case 'timestamp':
      return 'datetime';
  }
}

/** Every column's type by name, in the table's order: the project file's where it gives one, else the inferred one. */
export function columnTypes(
  table: Table,
  overrides: ProjectFile['columns'] = {},
): ReadonlyMap<string, InferredColumnType> {
  return new Map(
    table.columns.map((column) => {
      const override = Object.hasOwn(overrides, column.name) ? overrides[column.name] : undefined;
      return [column.name, override?.type ?? inferColumnType(column)];
    }),
  );
}

function countTexts({ levels, codes }: StringColumn) {
  const seen = new Uint8Array(levels.length);
  let missing = 0;
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row]!;
    if (code === -1) missing += 1;
    else seen[code] = 1;
  }
  return { present: codes.length - missing, distinct: seen.reduce((sum, flag) => sum + flag, 0) };
}

/** pandas has no integer column with a gap: it becomes a float one. */
function isCode(values: Float64Array): boolean {
  const seen = new Set<number>();
  let previous = Number.NaN;
  for (let row = 0; row < values.length && seen.size <= MAX_INTEGER_CATEGORIES; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) return false;
    if (value !== previous) seen.add(value);
    previous = value;
  }
  return seen.size <= MAX_INTEGER_CATEGORIES;
}
