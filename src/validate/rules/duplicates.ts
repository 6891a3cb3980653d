import { repeatedRows } from '../row-digests.ts';
import { NUMBER, type RuleKind } from './rule.ts';

const PATTERN = new RegExp(String.raw`^duplicates\s*<=\s*${NUMBER}$`, 'i');

/** Share of rows that are the same as an earlier one in every column, 0..1. */
export const duplicates: RuleKind = {
  judges: 'table',
  form: 'duplicates <= S',
  parse(text) {
    const [, number] = PATTERN.exec(text) ?? [];
    const most = Number(number);
    if (!number || most < 0 || most > 1) return undefined;
    return {
      *check(_, table) {
        const count = repeatedRows(table);
        const share = count / table.rowCount;
        if (share > most)
          yield { message: `${count} of ${table.rowCount} rows repeat an earlier one, a share of ${share.toFixed(4)}` };
      },
    };
  },
};
