import type { Column, Table } from '../../tabular/table.ts';
import { SIDES } from './bound.ts';
import { columnIn, NO_CALL, type RuleFinding, type RuleKind, textAt } from './rule.ts';

const NAME = String.raw`([^<>=]+|".+"|\x60.+\x60)`;
/** Of one row; the number of rows and of duplicates are about no column. */
const PATTERN = new RegExp(
  String.raw`^(?!(?:rows|duplicates)\s*[<>])${NO_CALL}${NAME}\s*(>=|<=|>|<)\s*(?!\s)${NO_CALL}${NAME}$`,
  'i',
);

/** Of two columns of numbers, or two of times; a row that lacks either value keeps to it. */
export const columnComparison: RuleKind = {
  judges: 'row',
  form: 'X <= Y, X < Y, X >= Y or X > Y, of two columns',
  parse(text) {
    const [, left, operator = '', right] = PATTERN.exec(text) ?? [];
    const holds = SIDES[operator];
    if (!left || !right || !holds) return undefined;
    const other = columnIn(right);
    return {
      column: columnIn(left),
      check: (column, table) => rowsWhereNot(column, other, table, holds, operator),
    };
  },
};

function* rowsWhereNot(
  column: Column,
  otherName: string,
  { columns }: Table,
  holds: (a: number, b: number) => boolean,
  operator: string,
): Iterable<RuleFinding> {
  const other = columns.find(({ name }) => name === otherName);
  if (!other) {
    yield { message: `there is no column "${otherName}"` };
    return;
  }
  const isTime = ({ storage }: Column) => storage === 'timestamp';
  if (column.storage === 'string' || other.storage === 'string' || isTime(column) !== isTime(other)) {
    yield { message: `"${column.name}" and "${otherName}" are not both numbers or both times` };
    return;
  }
  for (const [row, a] of column.values.entries()) {
    const b = other.values[row] ?? Number.NaN;
    if (Number.isNaN(a) || Number.isNaN(b) || holds(a, b)) continue;
    yield { row, message: `${textAt(column, row)} is not ${operator} ${textAt(other, row)}` };
  }
}
