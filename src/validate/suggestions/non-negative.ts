import type { Suggest } from './suggest.ts';

export const nonNegative: Suggest = ({ name, profile: { numbers } }) =>
  numbers && numbers.min >= 0 ? [{ rule: `${name} >= 0`, reason: `the least value is ${numbers.min}` }] : [];
