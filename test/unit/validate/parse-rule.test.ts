import { describe, expect, test } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { parseValidationRule } from '#src/validate/parse-rule.ts';

const table: Table = {
  rowCount: 4,
  columns: [
    { name: 'x', storage: 'float', values: Float64Array.of(1, 2.5, Number.NaN, -3) },
    { name: 'b', storage: 'boolean', values: Float64Array.of(1, 0, Number.NaN, 1) },
    { name: 't', storage: 'timestamp', values: Float64Array.of(0, 1, 2, Number.NaN) },
    { name: 'c', storage: 'string', levels: ['a', 'b, c', 'd'], codes: Int32Array.of(0, 1, -1, 0) },
    { name: 'od280/od315 > x', storage: 'integer', values: Float64Array.of(1, 2, 3, 4) },
    { name: 'length (cm)', storage: 'integer', values: Float64Array.of(1, 2, 3, 4) },
    { name: 'rows', storage: 'integer', values: Float64Array.of(1, 2, 3, 4) },
  ],
};

/** 0-based rows that break the rule; `whole` when the table as a whole does. */
function broken(text: string): (number | 'whole')[] {
  const rule = parseValidationRule(text);
  const column = rule.column === undefined ? table.columns[0]! : columnNamed(table, rule.column);
  return Array.from(rule.check(column, table), ({ row }) => row ?? 'whole');
}

describe('rules', () => {
  test.each<[string, (number | 'whole')[]]>([
    ['x between 1 and 2.5', [3]],
    ['x between 1.01 and 2.5', [0, 3]],
    ['x BETWEEN -3 AND 1e0', [1]],
    ['x >= 1', [3]],
    ['x > 1', [0, 3]],
    ['x <= -3', [0, 1]],
    ['x < .5', [0, 1]],
    ['x>=1', [3]],
    ['b >= 1', [1]],
    ['length (cm) >= 2', [0]],
    ['c > 0', [0, 1, 3]],
    ['t > 0', [0, 1, 2]],
    ['completeness(x) >= 0.75', []],
    ['completeness(x) >= 0.76', ['whole']],
    ['completeness( c )>=1', ['whole']],
    ['not_null(x)', [2]],
    ['not_null(rows)', []],
    ['unique(x)', []],
    ['unique(c)', [3]],
    ['unique(b)', [3]],
    ['c in [a, "b, c"]', []],
    ["c in ['a']", [1]],
    ['x in [1.0, 2.50]', [3]],
    ['b in [TRUE]', [1]],
    ['rows >= 4', []],
    ['rows >= 5', ['whole']],
    ['"rows" >= 2', [0]],
    ['`rows` < 4', [3]],
    ['"od280/od315 > x" <= 3', [3]],
    ['unique("od280/od315 > x")', []],
  ])('%s', (text, rows) => {
    expect(broken(text)).toEqual(rows);
  });

  test('say what is wrong with a row', () => {
    const messages = (text: string) =>
      Array.from(
        parseValidationRule(text).check(columnNamed(table, text.split(' ')[0]!), table),
        (each) => each.message,
      );
    expect(messages('x between 2 and 3')).toEqual(['1 is not between 2 and 3', '-3 is not between 2 and 3']);
    expect(messages('c in [a]')).toEqual(['"b, c" is not one of a']);
    expect(messages('c > 1')[0]).toBe('"a" is not a number');
  });
});

describe('what is no rule', () => {
  test.each([
    '',
    'x',
    'x == 3',
    'x between 1',
    'x between a and b',
    'x >= y',
    'x in []',
    'x in [a',
    'x in ["a]',
    'completeness(x) >= 95',
    'completeness(x) > 0.5',
    'unique x',
    'not_null()',
    'rows >= many',
  ])('%j', (text) => {
    expect(() => parseValidationRule(text)).toThrow(InvalidProjectFileError);
    expect(() => parseValidationRule(text)).toThrow(/completeness\(X\) >= S;.*X between A and B;/);
  });
});
