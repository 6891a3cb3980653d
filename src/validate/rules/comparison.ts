import { boundIn } from './bound.ts';
import { columnIn, NO_CALL, NUMBER, type RuleKind, rowsWhereNot } from './rule.ts';

/** A bare name may hold parentheses, `length (cm)`, but not look like another kind of rule. */
const PATTERN = new RegExp(`^${NO_CALL}([^<>=]+|".+"|\x60.+\x60)\\s*((?:>=|<=|>|<)\\s*${NUMBER})$`, 'i');

export const comparison: RuleKind = {
  judges: 'row',
  form: 'X >= A, X > A, X <= A or X < A',
  parse(text) {
    const [, name, side = ''] = PATTERN.exec(text) ?? [];
    const bound = boundIn(side);
    if (!name || !bound) return undefined;
    return {
      column: columnIn(name),
      wantsNumbers: true,
      check: (column) => rowsWhereNot(column, bound.isMet, bound.text),
    };
  },
};
