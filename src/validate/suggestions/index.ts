import { commonCategories } from './common-categories.ts';
import { completeness } from './completeness.ts';
import { knownCategories } from './known-categories.ts';
import { nonNegative } from './non-negative.ts';
import type { Suggest } from './suggest.ts';
import { uniqueness } from './uniqueness.ts';

/** What is looked for in a column. */
export const suggestions = {
  completeness,
  nonNegative,
  uniqueness,
  knownCategories,
  commonCategories,
} as const satisfies Record<string, Suggest>;
