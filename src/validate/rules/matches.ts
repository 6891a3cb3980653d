import type { Column } from '../../tabular/table.ts';
import { compilePattern } from '../pattern/compile-pattern.ts';
import { columnIn, type RuleFinding, type RuleKind, textAt } from './rule.ts';

/** No value a person looks at is longer, and each costs its length times the pattern's. */
const MAX_TEXT = 10_000;
/** Characters of a text that a message shows. */
const SHOWN = 100;

/** The pattern is found somewhere in the text; `^` and `$` make it the whole text. */
export const matches: RuleKind = {
  judges: 'row',
  form: 'matches(X, /pattern/)',
  parse(text) {
    const [, name, source] = /^matches\s*\((.+?),\s*\/(.+)\/\s*\)$/i.exec(text) ?? [];
    if (!name || source === undefined) return undefined;
    const pattern = compilePattern(source);
    const isFine = (value: string) => value.length <= MAX_TEXT && pattern(value);
    return { column: columnIn(name), check: (column) => textsWhereNot(column, isFine, source) };
  },
};

/** Every row whose text is not fine; each level of a text column is judged once. */
function* textsWhereNot(column: Column, isFine: (value: string) => boolean, source: string): Iterable<RuleFinding> {
  const isLevelFine = column.storage === 'string' ? column.levels.map(isFine) : [];
  const length = column.storage === 'string' ? column.codes.length : column.values.length;
  for (let row = 0; row < length; row += 1) {
    const value = textAt(column, row);
    if (value === undefined) continue;
    const fine = column.storage === 'string' ? isLevelFine[column.codes[row] ?? -1] : isFine(value);
    if (!fine) yield { row, message: `"${value.slice(0, SHOWN)}" does not match /${source}/` };
  }
}
