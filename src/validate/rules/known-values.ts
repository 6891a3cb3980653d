import type { Column } from '../../tabular/table.ts';
import { columnIn, NO_CALL, type RuleKind, textAt } from './rule.ts';

const PATTERN = new RegExp(String.raw`^${NO_CALL}(.+?)\s+in\s+baseline$`, 'i');

/** No value that the baseline's column does not have; a column that is new to the baseline may hold anything. */
export const knownValues: RuleKind = {
  judges: 'row',
  form: 'X in baseline',
  parse(text) {
    const [, name] = PATTERN.exec(text) ?? [];
    if (!name) return undefined;
    return {
      column: columnIn(name),
      wantsBaseline: true,
      *check(column, { rowCount }, { baseline }) {
        const reference = baseline?.columns.find((candidate) => candidate.name === column.name);
        if (!baseline || !reference) return;
        const known = valuesOf(reference, baseline.rowCount);
        for (let row = 0; row < rowCount; row += 1) {
          const value = textAt(column, row);
          if (value === undefined || known.has(value)) continue;
          yield { row, message: `"${value}" is not in the baseline` };
        }
      },
    };
  },
};

function valuesOf(column: Column, rowCount: number): Set<string> {
  const values = new Set<string>();
  for (let row = 0; row < rowCount; row += 1) {
    const value = textAt(column, row);
    if (value !== undefined) values.add(value);
  }
  return values;
}
