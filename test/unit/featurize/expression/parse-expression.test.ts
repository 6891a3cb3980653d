import { describe, expect, it } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { columnsOf, type Expression } from '#src/featurize/expression/expression.ts';
import { parseExpression } from '#src/featurize/expression/parse-expression.ts';

/** With every operation in parentheses. */
function shown(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return String(expression.value);
    case 'text':
      return `"${expression.text}"`;
    case 'call':
      return `${expression.name}(${expression.operands.map(shown).join(', ')})`;
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
    ['`a``b` + `if`', '(a`b + if)'],
    ['-2 * a', '(-2 * a)'],
    ['a + 1 > b * 2', '((a + 1) > (b * 2))'],
    ['if(age >= 30, 1, -1)', 'if((age >= 30), 1, -1)'],
    ['log1p(income) / max(a, b, (c))', '(log1p(income) / max(a, b, c))'],
    ['colour == "dark red"', '(colour == "dark red")'],
    [`colour != 'it is "red"'`, '(colour != "it is "red"")'],
    ['log', 'log'],
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
    ['lgo(a)', 'there is no function "lgo" at character 1: did you mean "log"?'],
    ['1 + toString(a)', 'there is no function "toString" at character 5'],
    ['log(a, b)', '"log" at character 1 takes 1 value, not 2'],
    ['min(a)', '"min" at character 1 takes 2 or more values, not 1'],
    ['if(a, b)', '"if" at character 1 takes 3 values, not 2'],
    ['log()', 'expected a number, a column or "(" at character 5'],
    ['log(a', 'expected "," or ")" at the end'],
    ['`log`(a)', 'expected an operator or the end at character 6'],
    ['a < b < c', 'expected an operator or the end at character 7'],
    ['a = 1', 'cannot read "=" at character 3'],
    [`a == 'b`, `cannot read "'" at character 6`],
  ])('refuses %j', (text, message) => {
    expect(() => parseExpression(text)).toThrow(InvalidProjectFileError);
    expect(() => parseExpression(text)).toThrow(message);
  });

  it('refuses a text that is too long', () => {
    expect(() => parseExpression(`${'a + '.repeat(10_000)}a`)).toThrow('longer than 30000 characters');
  });

  it('counts nesting by depth, not by the number of operands', () => {
    expect(shown(parseExpression('(a)+'.repeat(200).slice(0, -1)))).toContain('((a + a) + a)');
  });
});

describe('columnsOf', () => {
  it('names each column once, in order of appearance', () => {
    expect(columnsOf(parseExpression('b / (a + b) - -max(c, a, d) * 2'))).toEqual(['b', 'a', 'c', 'd']);
    expect(columnsOf(parseExpression('1 + abs(2)'))).toEqual([]);
  });
});
