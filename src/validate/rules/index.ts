import { between } from './between.ts';
import { comparison } from './comparison.ts';
import { completeness } from './completeness.ts';
import { membership } from './membership.ts';
import { notNull } from './not-null.ts';
import { rowCount } from './row-count.ts';
import type { RuleKind } from './rule.ts';
import { unique } from './unique.ts';

/** The kinds of rule a project file may hold; a text is of the first kind that can read it. */
export const ruleKinds = {
  rowCount,
  completeness,
  unique,
  notNull,
  between,
  membership,
  comparison,
} as const satisfies Record<string, RuleKind>;
