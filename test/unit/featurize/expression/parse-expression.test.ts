import { describe, expect, it } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { columnsOf, type Expression } from '#src/featurize/expression/expression.ts';
import { parseExpression } from '#src/featurize/expression/parse-expression.ts';

/** With every operation in parentheses. */
function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'column':
      return expression.name;
    case 'negate':
      return `(-${shown(expression.operand)})`;
    case 'binary':
      return `(${shown(expression.left)} ${expression.operator} ${shown(expression.right)})`;
  }
}

describe('parseExpression', () => {
  it.each([
    ['a + b * c', '(a + (b * c))'],
    ['a * b + c', '((a * b) + c)'],
    ['a - b - c', '((a - b) - c)'],
    ['a / b / c', '((a / b) / c)'],
    ['(a + b) * c', '((a + b) * c)'],
    ['-a * b', '((-a) * b)'],
    ['a - -b', '(a - (-b))'],
    ['- -a', '(-(-a))'],
    ['2.5e-1*a', '(0.25 * a)'],
    ['.5 + 3. * a', '(0.5 + (3 * a))'],
    [' total_phenols/\n2 ', '(total_phenols / 2)'],
    ['größe_2 * x.y', '(größe_2 * x.y)'],
    ['`od280/od315 of wines` / hue', '(od280/od315 of wines / hue)'],
  ])('%s', (text, expected) => {
    expect(shown(parseExpression(text))).toBe(expected);
  });

  it.each([
    ['', 'expected a number, a column or "(" at the end'],
    ['a +', 'expected a number, a column or "(" at the end'],
    ['a + * b', 'expected a number, a column or "(" at character 5'],
    ['(a + b', 'expected ")" at the end'],
    ['a b', 'expected an operator or the end at character 3'],
    ['a + b)', 'expected an operator or the end at character 6'],
    ['2 a', 'expected an operator or the end at character 3'],
    ['a ^ 2', 'cannot read "^" at character 3'],
    ['a + `b', 'cannot read "`" at character 5'],
    ['a; b', 'cannot read ";" at character 2'],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'nested deeper than 100 levels'],
    ['a+'.repeat(2000), 'longer than 2000 characters'],
  ])('refuses %j', (text, message) => {
    expect(() => parseExpression(text)).toThrow(InvalidProjectFileError);
    expect(() => parseExpression(text)).toThrow(message);
  });

  it('counts nesting by depth, not by the number of operands', () => {
    expect(shown(parseExpression('(a)+'.repeat(200).slice(0, -1)))).toContain('((a + a) + a)');
  });
});

describe('columnsOf', () => {
  it('names each column once, in order of appearance', () => {
    expect(columnsOf(parseExpression('b / (a + b) - -c * 2'))).toEqual(['b', 'a', 'c']);
  });
});
