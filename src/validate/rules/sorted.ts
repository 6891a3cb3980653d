import type { Column } from '../../tabular/table.ts';
import { columnIn, type RuleFinding, type RuleKind, textAt } from './rule.ts';

/** Every value is at least the one before it (texts by code points); missing ones do not count. */
export const sorted: RuleKind = {
  judges: 'table',
  form: 'sorted(X)',
  parse(text) {
    const [, name] = /^sorted\s*\((.+)\)$/i.exec(text) ?? [];
    if (!name) return undefined;
    return { column: columnIn(name), check: rowsOutOfOrder };
  },
};

function* rowsOutOfOrder(column: Column): Iterable<RuleFinding> {
  // Levels are in code-point order, and so are their codes.
  const order = column.storage === 'string' ? column.codes : column.values;
  let last: { readonly value: number; readonly text: string } | undefined;
  for (const [row, value] of order.entries()) {
    const text = textAt(column, row);
    if (text === undefined) continue;
    if (last && value < last.value) yield { row, message: `"${text}" comes after "${last.text}"` };
    last = { value, text };
  }
}
