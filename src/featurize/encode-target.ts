import type { ClassLabel } from '../contracts/model-manifest.ts';
import type { Task } from '../contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '../errors.ts';
import { byCodePoint } from '../tabular/code-point-order.ts';
import { columnHint } from '../tabular/column-hint.ts';
import { columnNamed } from '../tabular/select.ts';
import type { Column, NumericColumn, StringColumn, Table } from '../tabular/table.ts';

/** Beyond this a "class" is rather a quantity or a name, and training would take one forest per value. */
const MAX_CLASSES = 1000;

export interface EncodedTarget {
  /** In the code-point order of their text; empty for a regression. */
  readonly classes: readonly ClassLabel[];
  /** Per row the class's position in `classes`, or the number to predict. */
  readonly labels: Float32Array;
}

/**
 * @throws UntrainableDataError naming the column when a row has no value, or the values do not suit the task;
 * InvalidProjectFileError when the table has no such column
 */
export function encodeTarget(table: Table, target: string, task: Task): EncodedTarget {
  if (table.rowCount === 0) throw new UntrainableDataError('there are no rows to train on: add data');
  const column = targetColumn(table, target);
  requireValues(column);
  if (task === 'regression') return { classes: [], labels: numbersOf(column) };
  const { texts, labelOf, rows } = column.storage === 'string' ? textClasses(column) : numberClasses(column);
  requireClassCount(target, task, texts.size);
  const sorted = [...texts].sort(([, a], [, b]) => byCodePoint(a, b));
  const rank = new Map(sorted.map(([key], position) => [key, position]));
  const labels = new Float32Array(rows.length);
  for (let row = 0; row < rows.length; row += 1) labels[row] = rank.get(rows[row]!)!;
  return { classes: sorted.map(([key]) => labelOf(key)), labels };
}

function targetColumn(table: Table, target: string): Column {
  if (!table.columns.some(({ name }) => name === target)) {
    const names = table.columns.map(({ name }) => name);
    throw new InvalidProjectFileError(`target: the data has no column "${target}"; ${columnHint(target, names)}`);
  }
  return columnNamed(table, target);
}

function requireValues(column: Column): void {
  const keys: ArrayLike<number> = column.storage === 'string' ? column.codes : column.values;
  const missing = column.storage === 'string' ? (key: number) => key === -1 : (key: number) => !Number.isFinite(key);
  let [count, first] = [0, -1];
  for (let row = 0; row < keys.length; row += 1) {
    if (!missing(keys[row]!)) continue;
    if (count === 0) first = row;
    count += 1;
  }
  if (count === 0) return;
  throw new UntrainableDataError(
    `the target "${column.name}" has no usable value in ${count} of ${keys.length} rows, first in row ${first + 1}: ` +
      'fill it in or remove the rows',
  );
}

function numbersOf(column: Column): Float32Array {
  if (column.storage === 'string' || column.storage === 'timestamp') {
    const found = column.storage === 'string' ? `texts such as "${column.levels[0]}"` : 'timestamps';
    throw new UntrainableDataError(
      `the target "${column.name}" holds ${found}, a regression needs numbers: correct the data or the task`,
    );
  }
  const labels = Float32Array.from(column.values);
  const beyond = labels.findIndex((label) => !Number.isFinite(label));
  if (beyond !== -1) {
    throw new UntrainableDataError(
      `the target "${column.name}" is ${column.values[beyond]} in row ${beyond + 1}, beyond float32: use another unit`,
    );
  }
  return labels;
}

interface Classes {
  /** The text of each value that occurs, by which classes are ordered. */
  readonly texts: ReadonlyMap<number, string>;
  readonly labelOf: (key: number) => ClassLabel;
  /** The value of every row. */
  readonly rows: Int32Array | Float64Array;
}

function textClasses({ levels, codes }: StringColumn): Classes {
  const texts = new Map(Array.from(new Set(codes), (code) => [code, levels[code]!]));
  return { texts, labelOf: (code) => levels[code]!, rows: codes };
}

function numberClasses({ name, storage, values }: NumericColumn): Classes {
  if (storage === 'timestamp') {
    throw new UntrainableDataError(
      `the target "${name}" holds timestamps, which are no classes: choose another target`,
    );
  }
  const labelOf = (value: number): ClassLabel => (storage === 'boolean' ? value === 1 : value);
  const texts = new Map(Array.from(new Set(values), (value) => [value, String(labelOf(value))]));
  return { texts, labelOf, rows: values };
}

function requireClassCount(target: string, task: Exclude<Task, 'regression'>, found: number): void {
  if (found < 2) {
    throw new UntrainableDataError(`the target "${target}" has the same value in every row: add rows of another class`);
  }
  if (task === 'binary' && found > 2) {
    throw new UntrainableDataError(
      `the target "${target}" has ${found} classes, a binary task has 2: use task multiclass`,
    );
  }
  if (found > MAX_CLASSES) {
    throw new UntrainableDataError(
      `the target "${target}" has ${found} classes, the limit is ${MAX_CLASSES}: is it a regression?`,
    );
  }
}
