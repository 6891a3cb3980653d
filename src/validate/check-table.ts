import type { RawColumn } from '../contracts/feature-plan.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { parseTime } from '../tabular/parse-time.ts';
import type { Storage } from '../tabular/storage.ts';
import type { Column, Table } from '../tabular/table.ts';
import { numberIn } from './number-text.ts';
import { type RuleFinding, textAt } from './rules/rule.ts';

/** A broken rule at a row of the table, 0-based. */
export interface TableViolation extends RuleFinding {
  readonly rule: string;
  readonly column?: string;
}

/** What a project file asks of its data; a bare schema has no target. */
export type DataContract = Pick<ProjectFile, 'columns' | 'task' | 'validation'> & {
  readonly target?: string | undefined;
};

export interface TableChecks {
  readonly project: DataContract;
  /** The columns clients and earlier data have; none for the first version. */
  readonly baseline: readonly RawColumn[];
}

/** Everything that must hold of the rows, whatever the rules, once they could be read. */
export function* checkTable(table: Table, { project, baseline }: TableChecks): Iterable<TableViolation> {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  yield* checkSize(table, project.validation.minRows);
  if (project.target !== undefined) yield* checkTarget(columns.get(project.target), project.target, project.task);
  yield* checkPresence(columns, project, baseline);
  for (const [name, kind] of knownKinds(project, baseline)) {
    const column = columns.get(name);
    if (column) yield* checkIs(kind, column);
  }
}

function* checkSize({ rowCount }: Table, minRows: number): Iterable<TableViolation> {
  if (rowCount === 0) yield { rule: 'not_empty', message: 'there is a header but no row' };
  else if (rowCount < minRows) {
    yield { rule: 'min_rows', message: `there are ${rowCount} rows; validation.minRows asks for ${minRows}` };
  }
}

function* checkTarget(column: Column | undefined, target: string, task: ProjectFile['task']): Iterable<TableViolation> {
  if (!column) {
    yield { rule: 'target_present', column: target, message: `there is no column "${target}", the project's target` };
    return;
  }
  if (task === 'regression') yield* checkIs('number', column);
  const length = column.storage === 'string' ? column.codes.length : column.values.length;
  for (let row = 0; row < length; row += 1) {
    if (textAt(column, row) === undefined) {
      yield { rule: 'target_not_missing', column: target, row, message: 'the target is missing' };
    } else if (task === 'regression' && column.storage !== 'string' && !Number.isFinite(column.values[row])) {
      yield { rule: 'target_not_missing', column: target, row, message: `the target is ${textAt(column, row)}` };
    }
  }
}

function* checkPresence(
  present: ReadonlyMap<string, Column>,
  project: DataContract,
  baseline: readonly RawColumn[],
): Iterable<TableViolation> {
  const expected = new Map([
    ...baseline.map(({ name }) => [name, 'earlier versions have it'] as const),
    ...Object.keys(project.columns).map((name) => [name, 'the project file names it under columns'] as const),
  ]);
  for (const [column, reason] of expected) {
    if (present.has(column) || column === project.target || isIgnored(project, column)) continue;
    yield { rule: 'column_present', column, message: `there is no column "${column}"; ${reason}` };
  }
}

/** What the values of a column are to be: how they are read from texts, and where they need not be. */
const KINDS = {
  number: { read: numberIn, storages: ['integer', 'float', 'boolean'] },
  time: { read: parseTime, storages: ['timestamp'] },
} as const satisfies Record<string, { read: (text: string) => number | undefined; storages: readonly Storage[] }>;
type Kind = keyof typeof KINDS;

/** The columns that the project file says are numbers, or the baseline that they are numbers or times. */
function knownKinds({ columns, target }: DataContract, baseline: readonly RawColumn[]): Map<string, Kind> {
  const declared = Object.entries(columns).filter(([, { type }]) => type === 'numerical' || type === 'boolean');
  const known = baseline.filter(({ name, storage }) => storage !== 'string' && !Object.hasOwn(columns, name));
  const kinds = new Map<string, Kind>([
    ...declared.map(([name]) => [name, 'number'] as const),
    ...known.map(({ name, storage }) => [name, storage === 'timestamp' ? 'time' : 'number'] as const),
  ]);
  if (target !== undefined) kinds.delete(target);
  return kinds;
}

function* checkIs(kind: Kind, column: Column): Iterable<TableViolation> {
  const { read, storages }: (typeof KINDS)[Kind] = KINDS[kind];
  if (storages.some((storage) => storage === column.storage)) return;
  const length = column.storage === 'string' ? column.codes.length : column.values.length;
  for (let row = 0; row < length; row += 1) {
    const text = textAt(column, row);
    if (text === undefined || read(text) !== undefined) continue;
    yield { rule: 'column_type', column: column.name, row, message: `"${text}" is not a ${kind}` };
  }
}

const isIgnored = ({ columns }: DataContract, name: string): boolean =>
  Object.hasOwn(columns, name) && columns[name]?.type === 'ignore';
