import type { SearchRange } from '../contracts/settings/tuning.ts';

/** The smallest and the largest value of a range, or every choice. */
export const endsOf = (range: SearchRange): readonly (number | string | boolean)[] =>
  'choice' in range ? range.choice : 'int' in range ? range.int : range.float;
