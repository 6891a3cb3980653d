import { basename } from 'node:path';
import type { RawColumn } from '../contracts/feature-plan.ts';
import type { ValidationReport } from '../contracts/reports.ts';
import { InvalidDataError } from '../errors.ts';
import { columnTypes } from '../tabular/column-type.ts';
import { type ReadFiles, readFiles } from '../tabular/read-table.ts';
import type { Column, Table } from '../tabular/table.ts';
import { checkFile, type NamedFile } from './check-file.ts';
import { checkRules } from './check-rules.ts';
import { checkTable, type DataContract, type TableViolation } from './check-table.ts';
import { dropRows } from './drop-rows.ts';
import { parseValidationRule, type ValidationRule } from './parse-rule.ts';
import type { RuleContext } from './rules/rule.ts';
import { ViolationLog } from './violation-log.ts';

/** Four gigabytes in memory, which the largest Lambda can hold twice. */
const MAX_VALUES = 500_000_000;

export interface Baseline {
  readonly columns: readonly RawColumn[];
  /** Its rows; asked for at most once, and only when a rule compares with them. */
  readonly read: () => Promise<Table>;
}

export interface Validation {
  /** The version's files; the report calls them by `name`. */
  readonly files: readonly NamedFile[];
  readonly project: DataContract;
  /** What the production model was trained on; left out for the first version. */
  readonly baseline?: Baseline;
  /** When the version came, in milliseconds since 1970; what `fresh` counts back from. */
  readonly now?: number;
}

export interface ValidatedData {
  readonly report: ValidationReport;
  /** The rows to use, of all files; absent when they could not be read. */
  readonly table?: Table;
  /** The rows that a rule took out; absent when none did. */
  readonly dropped?: Table;
}

/**
 * Checks a data version: first every file's bytes and structure, then the rows against the project file and the
 * baseline. Whatever is wrong with the data is in the report, never thrown.
 *
 * @throws InvalidProjectFileError for a rule that cannot be understood, NotFoundError for a path that leads nowhere
 */
export async function validateData({ files, project, baseline, now }: Validation): Promise<ValidatedData> {
  const rules = project.validation.rules.map(parseValidationRule);
  const log = new ViolationLog();
  if (files.length === 0) log.add({ file: 'no file', rule: 'not_empty', message: 'the version holds no data file' });
  for (const file of files) await checkFile(file, log);
  const read = log.isEmpty ? await readAll(files, log) : undefined;
  if (!read) return { report: emptyReport(log) };
  const wanted = rules.some(({ wantsBaseline }) => wantsBaseline) ? baseline : undefined;
  const context = { now, baseline: await wanted?.read() };
  return checkRows(read, { files, project, rules, context, baseline: baseline?.columns ?? [] });
}

const emptyReport = (log: ViolationLog): ValidationReport => ({
  valid: false,
  rows: 0,
  columns: [],
  violations: log.violations(),
  warnings: [],
  droppedRows: 0,
  dropped: [],
});

interface RowChecks extends Pick<Validation, 'files' | 'project'> {
  readonly rules: readonly ValidationRule[];
  readonly context: RuleContext;
  readonly baseline: readonly RawColumn[];
}

/** Rows that may be dropped go first, so that everything else judges what would be used. */
function checkRows({ table, rowCounts }: ReadFiles, checks: RowChecks): ValidatedData {
  const { files, project, rules, context, baseline } = checks;
  const [violations, warnings, drops] = [new ViolationLog(), new ViolationLog(), new ViolationLog()];
  const add = (log: ViolationLog, { row, ...violation }: TableViolation) =>
    log.add({ ...placeOf(row, files, rowCounts), ...violation });
  const having = (otherwise: ValidationRule['otherwise']) => rules.filter((rule) => rule.otherwise === otherwise);
  const { kept, dropped, keptRows } = dropRows(table, having('drop'), context, (finding) =>
    add(finding.row === undefined ? violations : drops, finding),
  );
  const addAll = (log: ViolationLog, found: Iterable<TableViolation>) => {
    for (const { row, ...violation } of found)
      add(log, { ...violation, ...(row !== undefined && { row: keptRows[row] ?? row }) });
  };
  addAll(violations, checkTable(kept, { project, baseline }));
  addAll(violations, checkRules(kept, having('quarantine'), context));
  addAll(warnings, checkRules(kept, having('warn'), context));
  const report = {
    ...describe(kept, project),
    valid: violations.isEmpty,
    violations: violations.violations(),
    warnings: warnings.violations(),
    droppedRows: dropped?.rowCount ?? 0,
    dropped: drops.violations(),
  };
  return { report, table: kept, ...(dropped && { dropped }) };
}

/** The values of all files; when that fails, the log says for which file and why. */
async function readAll(files: readonly NamedFile[], log: ViolationLog): Promise<ReadFiles | undefined> {
  try {
    return await readFiles(
      files.map(({ path }) => path),
      { maxValues: MAX_VALUES },
    );
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    for (const file of files) await explainFailure(file, log);
    if (log.isEmpty) log.add({ file: 'all files', rule: 'readable', message: error.message });
    return undefined;
  }
}

async function explainFailure({ name, path }: NamedFile, log: ViolationLog): Promise<void> {
  try {
    await readFiles([path], { maxValues: MAX_VALUES });
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    log.add({ file: name, rule: 'readable', message: error.message.replaceAll(basename(path), name) });
  }
}

/** The file, and the row counted from 1 inside it, of a row of the table. */
function placeOf(row: number | undefined, files: readonly NamedFile[], rowCounts: readonly number[]) {
  const [only] = files;
  if (row === undefined) return { file: files.length === 1 && only ? only.name : 'all files' };
  let before = 0;
  for (const [index, { name }] of files.entries()) {
    const count = rowCounts[index] ?? 0;
    if (row < before + count) return { file: name, row: row - before + 1 };
    before += count;
  }
  throw new RangeError(`row ${row} is in none of the files, which have ${before} rows`);
}

function describe(table: Table, project: DataContract): Pick<ValidationReport, 'rows' | 'columns'> {
  const types = columnTypes(table, project.columns);
  const columns = table.columns.map((column) => ({
    name: column.name,
    storage: column.storage,
    type: types.get(column.name) ?? 'unknown',
    missing: missingIn(column),
  }));
  return { rows: table.rowCount, columns };
}

function missingIn(column: Column): number {
  if (column.storage === 'string') return column.codes.reduce((sum, code) => sum + (code === -1 ? 1 : 0), 0);
  return column.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
}
