import { columnIn, NUMBER, type RuleKind, rowsWhereNot } from './rule.ts';

const COMPARE = {
  '>=': (value: number, bound: number) => value >= bound,
  '<=': (value: number, bound: number) => value <= bound,
  '>': (value: number, bound: number) => value > bound,
  '<': (value: number, bound: number) => value < bound,
} as const;

const isOperator = (text = ''): text is keyof typeof COMPARE => Object.hasOwn(COMPARE, text);

/** A bare name may hold parentheses, `length (cm)`, but not look like another kind of rule. */
const PATTERN = new RegExp(
  `^(?!(?:completeness|unique|not_null)\\s*\\()([^<>=]+|".+"|\x60.+\x60)\\s*(>=|<=|>|<)\\s*${NUMBER}$`,
  'i',
);

export const comparison: RuleKind = {
  judges: 'row',
  form: 'X >= A, X > A, X <= A or X < A',
  parse(text) {
    const [, name, operator, number] = PATTERN.exec(text) ?? [];
    if (!name || !isOperator(operator)) return undefined;
    const bound = Number(number);
    return {
      column: columnIn(name),
      wantsNumbers: true,
      check: (column) => rowsWhereNot(column, (value) => COMPARE[operator](value, bound), `${operator} ${bound}`),
    };
  },
};
