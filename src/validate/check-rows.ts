import type { RawColumn } from '../contracts/feature-plan.ts';
import type { ValidationReport } from '../contracts/reports.ts';
import { columnTypes } from '../tabular/column-type.ts';
import type { ReadFiles } from '../tabular/read-table.ts';
import type { Table } from '../tabular/table.ts';
import type { NamedFile } from './check-file.ts';
import { checkRules } from './check-rules.ts';
import { checkTable, type DataContract, type TableViolation } from './check-table.ts';
import { dropRows } from './drop-rows.ts';
import { FindingLog } from './finding-log.ts';
import { missingIn } from './missing-in.ts';
import type { ValidationRule } from './parse-rule.ts';
import { dataQuality } from './quality.ts';
import type { RuleContext } from './rules/rule.ts';

export interface RowChecks {
  readonly files: readonly NamedFile[];
  readonly project: DataContract;
  readonly rules: readonly ValidationRule[];
  readonly context: RuleContext;
  /** The columns clients and earlier data have; none for the first version. */
  readonly baseline: readonly RawColumn[];
  /** Warnings about the version that no rule asks for. */
  readonly warnings: readonly TableViolation[];
}

export interface ValidatedData {
  readonly report: ValidationReport;
  /** The rows to use, of all files; absent when they could not be read. */
  readonly table?: Table;
  /** The rows that a rule took out; absent when none did. */
  readonly dropped?: Table;
}

/** Judges rows that could be read. Those that may be dropped go first: everything else judges what would be used. */
export function checkRows({ table, rowCounts }: ReadFiles, checks: RowChecks): ValidatedData {
  const { files, project, rules, context, baseline } = checks;
  const log = new FindingLog(files, rowCounts);
  const having = (otherwise: ValidationRule['otherwise']) => rules.filter((rule) => rule.otherwise === otherwise);
  const { kept, dropped, keptRows } = dropRows(table, having('drop'), context, (finding) =>
    log.add(finding.row === undefined ? 'violation' : 'drop', finding),
  );
  log.addAll('violation', checkTable(kept, { project, baseline }), keptRows);
  log.addAll('violation', checkRules(kept, having('quarantine'), context), keptRows);
  log.addAll('warning', checks.warnings, keptRows);
  log.addAll('warning', checkRules(kept, having('warn'), context), keptRows);
  const report = {
    ...describe(kept, project),
    ...log.reported(),
    droppedRows: dropped?.rowCount ?? 0,
    quality: dataQuality({ table, rules, faultyRows: log.faultyRows, broken: log.brokenAsWhole }),
  };
  return { report, table: kept, ...(dropped && { dropped }) };
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
