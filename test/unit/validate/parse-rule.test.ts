import { describe, expect, test } from 'vitest';
import { InvalidProjectFileError } from '#src/errors.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { parseValidationRule } from '#src/validate/parse-rule.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

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

const baseline: Table = {
  rowCount: 2,
  columns: [
    { name: 'c', storage: 'string', levels: ['a', 'never seen', 'z'], codes: Int32Array.of(0, 2) },
    { name: 'x', storage: 'integer', values: Float64Array.of(1, -3) },
  ],
};
const context = { baseline, now: 2 * 60 * 60_000, rowHistory: [1, 2, 3] };

/** 0-based rows that break the rule; `whole` when the table as a whole does. */
function broken(text: string): (number | 'whole')[] {
  const rule = parseValidationRule(text);
  const column = rule.column === undefined ? table.columns[0]! : columnNamed(table, rule.column);
  return Array.from(rule.check(column, table, context), ({ row }) => row ?? 'whole');
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
    ['share(c in [a]) >= 0.66', []],
    ['share(c in [a]) >= 0.67', ['whole']],
    ['share("length (cm)" in [1, 2]) >= 0.5', []],
    ['x in [1.0, 2.50]', [3]],
    ['b in [TRUE]', [1]],
    ['rows >= 4', []],
    ['rows >= 5', ['whole']],
    ['"rows" >= 2', [0]],
    ['`rows` < 4', [3]],
    ['"od280/od315 > x" <= 3', [3]],
    ['unique("od280/od315 > x")', []],
    ['mean(x) between 0.16 and 0.17', []],
    ['mean(x) > 0.17', ['whole']],
    ['mean(c) > 0', ['whole']],
    ['mean("od280/od315 > x") <= 2.5', []],
    ['std(x) <= 2.85', []],
    ['std( x ) < 2.8', ['whole']],
    ['quantile(x, 0.5) <= 1', []],
    ['quantile(x, 0.75) <= 1.7', ['whole']],
    ['quantile("length (cm)", 1) between 4 and 4', []],
    ['distinct(c) <= 2', []],
    ['distinct(c) < 2', ['whole']],
    ['distinct(x) >= 3', []],
    ['outliers(x) <= 0', []],
    ['duplicates <= 0', []],
    ['matches(c, /^[a-c]/)', []],
    ['matches(c, /^[a-c]$/)', [1]],
    ['matches(c, /, /)', [0, 3]],
    ['matches("length (cm)", /^[1-3]$/)', [3]],
    ['fresh(t, 2 hours)', []],
    ['fresh(t, 119 minutes)', ['whole']],
    ['fresh(t, 1 Day)', []],
    ['fresh(x, 1 day)', ['whole']],
    ['gap(t) <= 0 hours', ['whole', 'whole']],
    ['gap(t) <= 1 minute', []],
    ['gap( x ) <= 1 day', ['whole']],
    ['x <= rows', [1]],
    ['x >= "od280/od315 > x"', [3]],
    ['`length (cm)` < rows', [0, 1, 2, 3]],
    ['x < c', ['whole']],
    ['x < t', ['whole']],
    ['x < nothing', ['whole']],
    ['sorted(x)', [3]],
    ['sorted(c)', [3]],
    ['sorted(t)', []],
    ['c in baseline', [1]],
    ['x in baseline', [1]],
    ['t in baseline', []],
    ['rows between 0.5 and 2 of baseline', []],
    ['rows between 0.5 and 1.9 of baseline', ['whole']],
    ['rows between 1 and 1.34 of previous', []],
    ['rows between 0.5 and 1.33 of previous', ['whole']],
    ['rows within 2 std of history', []],
    ['rows within 1.9 std of history', ['whole']],
  ])('%s', (text, rows) => {
    expect(broken(text)).toEqual(rows);
  });

  test('say what is wrong with a row', () => {
    const messages = (text: string) =>
      Array.from(
        parseValidationRule(text).check(columnNamed(table, text.split(' ')[0]!), table, context),
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
    'x in []',
    'x in [a',
    'x in ["a]',
    'completeness(x) >= 95',
    'completeness(x) > 0.5',
    'unique x',
    'not_null()',
    'rows >= many',
    'share(c in [a]) >= 2',
    'share(c in []) >= 0.2',
    'share(c) >= 0.2',
    'mean(x)',
    'mean(x, 2) is 3',
    'mean(x) in [1]',
    'quantile(x) between 1 and 2',
    'quantile(x, 2) <= 1',
    'matches(x, abc)',
    'fresh(x, 3 years)',
    'gap(x) <= 3',
    'gap(x) >= 3 days',
    'x <= mean(y)',
    'duplicates <= x',
    'x < y < z',
    'rows between 1 and 2 of yesterday',
    'rows within 3 of history',
    'rows within -1 std of history',
    `x ${'between '.repeat(1000)}`,
  ])('%j', (text) => {
    expect(() => parseValidationRule(text)).toThrow(InvalidProjectFileError);
    expect(() => parseValidationRule(text)).toThrow(/^validation\.rules: /);
    if (text.length < 100)
      expect(() => parseValidationRule(text)).toThrow(/completeness\(X\) >= S;.*X between A and B;/);
  });
});

describe('without what a rule compares with', () => {
  const check = (text: string, name: string) => [
    ...parseValidationRule(text).check(columnNamed(table, name), table, {}),
  ];

  test('there is nothing to compare with: a first version keeps to its baseline', () => {
    expect(check('c in baseline', 'c')).toEqual([]);
    expect(check('rows between 9 and 10 of baseline', 'c')).toEqual([]);
    expect(check('rows between 9 and 10 of previous', 'c')).toEqual([]);
    expect(check('rows within 0 std of history', 'c')).toEqual([]);
  });

  test('freshness is not taken for granted', () => {
    expect(check('fresh(t, 1 hour)', 't')).toEqual([{ message: 'it is not known when the version came' }]);
  });
});

test('duplicates and outliers are shares of the rows', () => {
  const columns = [
    numbers('x', [1, 1, 2, 2, 2, null, null, 900]),
    texts('c', ['a', 'a', 'a', 'b', 'b', null, null, 'a']),
  ];
  const repeated = tableOf(...columns);
  const found = (text: string) => [...parseValidationRule(text).check(columns[0]!, repeated, {})].length;
  expect([found('duplicates <= 0.375'), found('duplicates <= 0.37')]).toEqual([0, 1]);
  expect([found('outliers(x) <= 0.17'), found('outliers(x) <= 0.16')]).toEqual([0, 1]);
});
