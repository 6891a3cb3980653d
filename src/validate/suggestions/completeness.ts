import { leastShare } from './least-share.ts';
import type { Suggest } from './suggest.ts';

/** Below this share of values a column is hardly used, and nothing is asked of it. */
const LEAST_SHARE = 0.2;

/** Complete stays complete; else the lower end of the share's 95 % interval (normal approximation). */
export const completeness: Suggest = ({ name, profile: { missing }, rows }) => {
  if (rows === 0) return [];
  if (missing === 0) return [{ rule: `not_null(${name})`, reason: `all ${rows} rows have a value` }];
  const share = 1 - missing / rows;
  const least = leastShare(share, rows);
  if (share <= LEAST_SHARE || least <= 0) return [];
  const reason = `${rows - missing} of ${rows} rows have a value; the lower end of the 95 % interval`;
  return [{ rule: `completeness(${name}) >= ${least}`, reason }];
};
