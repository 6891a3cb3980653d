import type { Suggest } from './suggest.ts';

/** A list with a larger share of values that came only once is not complete. */
const MOST_SEEN_ONCE = 0.1;
/** Nobody keeps a longer list up to date. */
const MOST_VALUES = 50;

/** The values of a category, when nearly all came more than once. */
export const knownCategories: Suggest = ({ name, column, rows }) => {
  if (column.storage !== 'string' || rows === 0) return [];
  const counts = new Map<string, number>();
  for (const code of column.codes) {
    const value = column.levels[code];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const once = [...counts.values()].filter((count) => count === 1).length;
  if (counts.size === 0 || counts.size > MOST_VALUES || once > MOST_SEEN_ONCE * counts.size) return [];
  const members = column.levels.filter((value) => counts.has(value)).map(quoted);
  const rule = `${name} in [${members.join(', ')}]`;
  return [{ rule, reason: `there are ${counts.size} values, of which ${once} came only once` }];
};

const quoted = (value: string): string => (value.includes('"') ? `'${value}'` : `"${value}"`);
