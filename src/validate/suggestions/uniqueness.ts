import type { Suggest } from './suggest.ts';

/** Fewer values may all differ by chance. */
const LEAST_VALUES = 30;

/** Whole numbers and texts that never repeat are keys; measurements may differ by chance. */
export const uniqueness: Suggest = ({ name, profile: { storage, distinct, missing }, rows }) => {
  const isKey = (storage === 'integer' || storage === 'string') && distinct === rows - missing;
  if (!isKey || distinct < LEAST_VALUES) return [];
  return [{ rule: `unique(${name})`, reason: `all ${distinct} values differ` }];
};
