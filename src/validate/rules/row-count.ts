import type { RuleKind } from './rule.ts';

export const rowCount: RuleKind = {
  judges: 'table',
  form: 'rows >= N',
  parse(text) {
    const [, number] = /^rows\s*>=\s*(\d+)$/i.exec(text) ?? [];
    if (!number) return undefined;
    return {
      *check(_, table) {
        if (table.rowCount < Number(number)) yield { message: `there are ${table.rowCount} rows` };
      },
    };
  },
};
