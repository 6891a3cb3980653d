import { MOST_SEEN_ONCE, MOST_VALUES } from './known-categories.ts';
import { leastShare } from './least-share.ts';
import type { Suggest } from './suggest.ts';
import { quoted, valueCounts } from './value-counts.ts';

/** With more values that came only once it is no category but a name, a key or a text. */
const MOST_RARE = 0.4;
/** The share of the rows that the list should cover. */
const COVERED = 0.9;

/** The commonest values of a category whose list is not complete: at least a share of later rows should have them. */
export const commonCategories: Suggest = ({ name, column }) => {
  if (column.storage !== 'string') return [];
  const { values, seenOnce } = valueCounts(column);
  const isComplete = seenOnce <= MOST_SEEN_ONCE && values.length <= MOST_VALUES;
  if (values.length === 0 || isComplete || seenOnce > MOST_RARE) return [];
  const present = values.reduce((sum, { count }) => sum + count, 0);
  let [covered, members] = [0, 0];
  while (covered < COVERED * present) covered += values[members++]?.count ?? 0;
  const least = leastShare(covered / present, present);
  if (members > MOST_VALUES || members === values.length || least <= 0) return [];
  const list = values.slice(0, members).map(({ value }) => quoted(value));
  const reason = `the ${members} commonest of ${values.length} values make up a share of ${(covered / present).toFixed(4)}`;
  return [{ rule: `share(${name} in [${list.join(', ')}]) >= ${least}`, reason }];
};
