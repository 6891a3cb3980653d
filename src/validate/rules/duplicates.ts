import type { Column, Table } from '../../tabular/table.ts';
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

/** How many rows are the same as an earlier one. */
export function repeatedRows({ columns, rowCount }: Table): number {
  // Column by column, rows alike so far share a number; no row is ever written out as text.
  let alike = new Int32Array(rowCount);
  let groups = rowCount === 0 ? 0 : 1;
  for (const column of columns) {
    if (groups === rowCount) return 0;
    ({ alike, groups } = refine(alike, column));
  }
  return rowCount - groups;
}

function refine(alike: Int32Array, column: Column): { alike: Int32Array<ArrayBuffer>; groups: number } {
  const values = new Map<number, number>();
  const pairs = new Map<number, number>();
  const all = column.storage === 'string' ? column.codes : column.values;
  const refined = Int32Array.from(all, (value, row) => {
    const number = numbered(values, value);
    return numbered(pairs, (alike[row] ?? 0) * all.length + number);
  });
  return { alike: refined, groups: pairs.size };
}

/** The place of a key among those met before; a new one comes last. */
function numbered(places: Map<number, number>, key: number): number {
  const place = places.get(key) ?? places.size;
  places.set(key, place);
  return place;
}
