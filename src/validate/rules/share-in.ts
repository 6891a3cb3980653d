import { membership } from './membership.ts';
import { NUMBER, type RuleKind, textAt } from './rule.ts';

const PATTERN = new RegExp(String.raw`^share\s*\(\s*(.+?\s+in\s+\[.*\])\s*\)\s*>=\s*${NUMBER}$`, 'i');

/** Share of the values that are listed, 0..1. */
export const shareIn: RuleKind = {
  judges: 'table',
  form: 'share(X in [a, b, "c"]) >= S',
  parse(text) {
    const [, rule = '', number] = PATTERN.exec(text) ?? [];
    const [listed, least] = [membership.parse(rule), Number(number)];
    if (!listed || least < 0 || least > 1) return undefined;
    return {
      ...listed,
      *check(column, table, context) {
        let [present, others] = [0, 0];
        for (let row = 0; row < table.rowCount; row += 1) if (textAt(column, row) !== undefined) present += 1;
        for (const _ of listed.check(column, table, context)) others += 1;
        const share = present === 0 ? 1 : 1 - others / present;
        if (share < least) yield { message: `a share of ${share.toFixed(4)} of the values is listed` };
      },
    };
  },
};
