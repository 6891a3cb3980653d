import { columnIn, NO_CALL, NUMBER, type RuleKind, rowsWhereNot } from './rule.ts';

const PATTERN = new RegExp(`^${NO_CALL}(.+?)\\s+between\\s+${NUMBER}\\s+and\\s+${NUMBER}$`, 'i');

/** Both bounds belong to the range. */
export const between: RuleKind = {
  judges: 'row',
  form: 'X between A and B',
  parse(text) {
    const [, name, from, to] = PATTERN.exec(text) ?? [];
    if (!name) return undefined;
    const [low, high] = [Number(from), Number(to)];
    return {
      column: columnIn(name),
      wantsNumbers: true,
      check: (column) => rowsWhereNot(column, (value) => value >= low && value <= high, `between ${low} and ${high}`),
    };
  },
};
