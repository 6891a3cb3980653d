import type { Table } from '../tabular/table.ts';
import type { TableViolation } from './check-table.ts';
import type { ValidationRule } from './parse-rule.ts';
import type { RuleContext } from './rules/rule.ts';

/** What breaks the rules of the project file; a rule about a column that is not there is broken as a whole. */
export function* checkRules(
  table: Table,
  rules: readonly ValidationRule[],
  context: RuleContext,
): Iterable<TableViolation> {
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  for (const rule of rules) {
    const { column: name, text } = rule;
    const place = { rule: text, ...(name !== undefined && { column: name }) };
    const column = name === undefined ? table.columns[0] : columns.get(name);
    if (!column) yield { ...place, message: `there is no column "${name}"` };
    else for (const finding of rule.check(column, table, context)) yield { ...place, ...finding };
  }
}
