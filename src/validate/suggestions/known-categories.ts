import { byCodePoint } from '../../tabular/code-point-order.ts';
import type { Suggest } from './suggest.ts';
import { quoted, valueCounts } from './value-counts.ts';

/** A list with a larger share of values that came only once is not complete. */
export const MOST_SEEN_ONCE = 0.1;
/** Nobody keeps a longer list up to date. */
export const MOST_VALUES = 50;

/** The values of a category, when nearly all came more than once. */
export const knownCategories: Suggest = ({ name, column }) => {
  if (column.storage !== 'string') return [];
  const { values, seenOnce } = valueCounts(column);
  if (values.length === 0 || values.length > MOST_VALUES || seenOnce > MOST_SEEN_ONCE) return [];
  const members = values.map(({ value }) => value).toSorted(byCodePoint);
  const rule = `${name} in [${members.map(quoted).join(', ')}]`;
  const once = Math.round(seenOnce * values.length);
  return [{ rule, reason: `there are ${values.length} values, of which ${once} came only once` }];
};
