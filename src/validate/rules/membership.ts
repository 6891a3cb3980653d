import { columnIn, NO_CALL, type RuleKind, textAt } from './rule.ts';

const PATTERN = new RegExp(String.raw`^${NO_CALL}(.+?)\s+in\s+\[(.*)\]$`, 'i');
/** One member, bare or quoted, and what follows it. */
const MEMBER = /\s*(?:"([^"]*)"|'([^']*)'|([^,"'[\]]+?))\s*(,|$)/y;

export const membership: RuleKind = {
  judges: 'row',
  form: 'X in [a, b, "c"]',
  parse(text) {
    const [, name, list = ''] = PATTERN.exec(text) ?? [];
    const members = membersOf(list);
    if (!name || !members) return undefined;
    // `1`, `1.0` and `TRUE` name a value, however the data write it.
    const allowed = new Set(members.flatMap((member) => [member, canonical(member)]));
    const listed = members.join(', ');
    return {
      column: columnIn(name),
      *check(column, { rowCount }) {
        for (let row = 0; row < rowCount; row += 1) {
          const value = textAt(column, row);
          if (value === undefined || allowed.has(value)) continue;
          yield { row, message: `"${value}" is not one of ${listed}` };
        }
      },
    };
  },
};

/** undefined when the list is empty or cannot be read. */
function membersOf(list: string): string[] | undefined {
  const members: string[] = [];
  MEMBER.lastIndex = 0;
  while (MEMBER.lastIndex < list.length) {
    const match = MEMBER.exec(list);
    if (!match) return undefined;
    members.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return members.length > 0 ? members : undefined;
}

function canonical(member: string): string {
  if (/^(true|false)$/i.test(member)) return member.toLowerCase();
  const number = Number(member);
  return member.trim() === '' || Number.isNaN(number) ? member : String(number);
}
