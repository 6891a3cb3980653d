import { between } from './between.ts';
import { columnComparison } from './column-comparison.ts';
import { comparison } from './comparison.ts';
import { completeness } from './completeness.ts';
import { distinct } from './distinct.ts';
import { duplicates } from './duplicates.ts';
import { fresh } from './fresh.ts';
import { gap } from './gap.ts';
import { knownValues } from './known-values.ts';
import { matches } from './matches.ts';
import { mean } from './mean.ts';
import { membership } from './membership.ts';
import { notNull } from './not-null.ts';
import { outliers } from './outliers.ts';
import { quantile } from './quantile.ts';
import { rowChange } from './row-change.ts';
import { rowCount } from './row-count.ts';
import { rowAnomaly, rowJump } from './row-history.ts';
import type { RuleKind } from './rule.ts';
import { shareIn } from './share-in.ts';
import { sorted } from './sorted.ts';
import { std } from './std.ts';
import { unique } from './unique.ts';

/** The kinds of rule a project file may hold; a text is of the first kind that can read it. */
export const ruleKinds = {
  rowCount,
  rowChange,
  rowAnomaly,
  rowJump,
  duplicates,
  completeness,
  unique,
  notNull,
  mean,
  std,
  quantile,
  distinct,
  outliers,
  matches,
  fresh,
  gap,
  sorted,
  shareIn,
  knownValues,
  between,
  membership,
  comparison,
  columnComparison,
} as const satisfies Record<string, RuleKind>;
