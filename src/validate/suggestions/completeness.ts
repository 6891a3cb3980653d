import type { Suggest } from './suggest.ts';

/** Below this share of values a column is hardly used, and nothing is asked of it. */
const LEAST_SHARE = 0.2;
/** Of the normal distribution: 95 % lie within so many standard deviations. */
const Z_95 = 1.96;

/** Complete stays complete; else the lower end of the share's 95 % interval (normal approximation). */
export const completeness: Suggest = ({ name, profile: { missing }, rows }) => {
  if (rows === 0) return [];
  if (missing === 0) return [{ rule: `not_null(${name})`, reason: `all ${rows} rows have a value` }];
  const share = 1 - missing / rows;
  const least = Math.floor(100 * (share - Z_95 * Math.sqrt((share * (1 - share)) / rows))) / 100;
  if (share <= LEAST_SHARE || least <= 0) return [];
  const reason = `${rows - missing} of ${rows} rows have a value; the lower end of the 95 % interval`;
  return [{ rule: `completeness(${name}) >= ${least}`, reason }];
};
