import { selectRows } from '../tabular/select.ts';
import type { Column, StringColumn, Table } from '../tabular/table.ts';
import { checkRules } from './check-rules.ts';
import type { TableViolation } from './check-table.ts';
import { numberIn } from './number-text.ts';
import type { ValidationRule } from './parse-rule.ts';
import type { RuleContext } from './rules/rule.ts';

/** A table in two: the rows to use, and those that a rule took out. */
export interface SeparatedRows {
  readonly kept: Table;
  /** Absent when every row was kept. */
  readonly dropped?: Table;
  /** For every kept row, where it was, 0-based. */
  readonly keptRows: Int32Array;
}

/**
 * Takes out the rows that break one of the rules.
 *
 * @param rules - those that say `otherwise: drop`
 * @param report - told every finding; one without a row took nothing out
 */
export function dropRows(
  table: Table,
  rules: readonly ValidationRule[],
  context: RuleContext,
  report: (finding: TableViolation) => void,
): SeparatedRows {
  const isDropped = new Uint8Array(table.rowCount);
  for (const finding of checkRules(table, rules, context)) {
    report(finding);
    if (finding.row !== undefined) isDropped[finding.row] = 1;
  }
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row);
  const keptRows = rows.filter((row) => isDropped[row] === 0);
  if (keptRows.length === table.rowCount) return { kept: table, keptRows };
  const dropped = selectRows(
    table,
    rows.filter((row) => isDropped[row] === 1),
  );
  const numeric = new Set(rules.flatMap(({ column, wantsNumbers }) => (wantsNumbers && column ? [column] : [])));
  const { rowCount, columns } = selectRows(table, keptRows);
  const kept = { rowCount, columns: columns.map((column) => (numeric.has(column.name) ? asNumbers(column) : column)) };
  return { kept, dropped, keptRows };
}

/** One text among numbers makes a column text; without that row it is the numbers that the file would have held. */
function asNumbers(column: Column): Column {
  if (column.storage !== 'string') return column;
  const numbers = column.levels.map(numberIn);
  const used = usedLevels(column);
  if (used.some((code) => numbers[code] === undefined)) return column;
  const isWhole = used.every((code) => Number.isInteger(numbers[code]));
  const values = Float64Array.from(column.codes, (code) => numbers[code] ?? Number.NaN);
  return { name: column.name, storage: isWhole ? 'integer' : 'float', values };
}

const usedLevels = ({ codes }: StringColumn): number[] => [...new Set(codes)].filter((code) => code !== -1);
