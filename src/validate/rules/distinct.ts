import type { Column } from '../../tabular/table.ts';
import { BOUND, boundIn } from './bound.ts';
import { columnIn, type RuleKind } from './rule.ts';

const PATTERN = new RegExp(String.raw`^distinct\s*\((.+)\)\s*${BOUND}$`, 'i');

/** Number of different values, missing ones not counted. */
export const distinct: RuleKind = {
  judges: 'table',
  form: 'distinct(X) <= N',
  parse(text) {
    const [, name = '', bounds = ''] = PATTERN.exec(text) ?? [];
    const bound = boundIn(bounds);
    return (
      bound && {
        column: columnIn(name),
        *check(column) {
          const count = distinctValues(column);
          if (!bound.isMet(count)) yield { message: `there are ${count} distinct values, not ${bound.text}` };
        },
      }
    );
  },
};

function distinctValues(column: Column): number {
  const values: Set<number> = new Set(column.storage === 'string' ? column.codes : column.values);
  values.delete(column.storage === 'string' ? -1 : Number.NaN);
  return values.size;
}
