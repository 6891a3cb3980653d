import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { describeSuggestion } from '#src/cli/describe-suggestion.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { checkRules } from '#src/validate/check-rules.ts';
import { checkTable } from '#src/validate/check-table.ts';
import { parseValidationRule } from '#src/validate/parse-rule.ts';
import { suggestRules } from '#src/validate/suggest-rules.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const rulesFor = (column: Column) => suggestRules(tableOf(column)).rules.map(({ rule }) => rule);
const many = Array.from({ length: 100 }, (_, index) => index);

describe('suggested rules', () => {
  it.each<[string, Column, string[]]>([
    ['a key', numbers('id', many, 'integer'), ['not_null(id)', 'id >= 0', 'unique(id)']],
    [
      'measurements',
      numbers(
        'x',
        many.map((value) => value - 0.5),
      ),
      ['not_null(x)'],
    ],
    [
      'gaps',
      numbers(
        'x',
        many.map((value) => (value % 10 ? -value : null)),
      ),
      ['completeness(x) >= 0.84'],
    ],
    [
      'hardly a value',
      numbers(
        'x',
        many.map((value) => (value % 10 ? null : -1)),
      ),
      [],
    ],
    [
      'categories',
      texts(
        'c',
        many.map((value) => (value % 2 ? 'a "b"' : 'c, d')),
      ),
      ['not_null(c)', `c in ['a "b"', "c, d"]`],
    ],
    [
      'common values among rare ones',
      texts('c', [...many.map((value) => (value % 2 ? 'a' : 'b')), 'd', 'd', 'e', 'e', 'f']),
      ['not_null(c)', 'share(c in ["a", "b"]) >= 0.91'],
    ],
    ['rare values', texts('c', [...many.map(() => 'a'), 'b', 'c']), ['not_null(c)']],
    [
      'a strange name',
      numbers(
        'rows',
        many.map(() => -1),
      ),
      ['not_null(rows)'],
    ],
    [
      'a name in need of quotes',
      numbers(
        'a > b',
        many.map(() => 1),
      ),
      ['not_null("a > b")', '"a > b" >= 0'],
    ],
    ['nothing', numbers('x', []), []],
  ])('%s', (_, column, rules) => {
    expect(rulesFor(column)).toEqual(rules);
  });

  it('come with their reasons, as lines of a project file', () => {
    const text = describeSuggestion(suggestRules(tableOf(numbers('x', [1, 2]), texts('c', ['a', 'a']))));
    expect(text.split('\n')).toEqual([
      'columns:',
      '  x: { type: numerical }',
      '  c: { type: categorical }',
      'validation:',
      '  # half of the rows there are',
      '  minRows: 1',
      '  rules:',
      '    # all 2 rows have a value',
      '    - not_null(x)',
      '    # the least value is 1',
      '    - x >= 0',
      '    # all 2 rows have a value',
      '    - not_null(c)',
      '    # there are 1 values, of which 0 came only once',
      '    - c in ["a"]',
    ]);
  });
});

const name = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  fc.constantFrom('rows', 'x in [a]', 'a: b', '`"', '- x', '#', 'mean(x)', 'null', '1'),
);
const value = fc.option(
  fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
    fc.constantFrom('a', '"', `'"`, ']', 'a,b', '\n'),
  ),
);
const table: fc.Arbitrary<Table> = fc
  .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 4 }), fc.nat(40))
  .chain(([names, rows]) => {
    const sized = { minLength: rows, maxLength: rows };
    const columns = names.map((column) =>
      fc.oneof(
        fc
          .array(fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true }))), sized)
          .map((values) => numbers(column, values)),
        fc.array(value, sized).map((values) => texts(column, values)),
      ),
    );
    return fc.tuple(...columns).map((all) => tableOf(...all));
  });

property.prop([table], { numRuns: 300 })('every suggestion is a project file that its own data keep to', (data) => {
  const suggested = describeSuggestion(suggestRules(data));
  const project = parseProjectFile(`project: p\ntarget: t\ntask: binary\n${suggested}\n`);
  const rules = project.validation.rules.map(parseValidationRule);
  expect([...checkRules(data, rules, {})]).toEqual([]);
  const { target: _, ...contract } = project;
  const broken = [...checkTable(data, { project: contract, baseline: [] })].map(({ rule }) => rule);
  expect(broken).toEqual(data.rowCount === 0 ? ['not_empty'] : []);
});
