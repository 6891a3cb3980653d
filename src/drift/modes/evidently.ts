import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { type ColumnPair, distinctTogether, type NumericalPair, referenceRows } from '../column-pair.ts';
import { pairColumns } from '../pair-columns.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import { testPair, thresholdOf } from '../test-pair.ts';
import { testContent } from '../text/test-content.ts';
import { isCountedAsDrifted, pairWithInfinities } from './count-with-infinities.ts';
import type { DriftMode, Examination, Finding } from './drift-mode.ts';

/** Up to so many reference rows hypothesis tests are used, above it distances, which do not grow with the sample. */
const MOST_ROWS_FOR_P_VALUES = 1000;

/** A numeric column with no more distinct values is treated as categories. */
const MOST_DISTINCT_AS_CATEGORIES = 5;

/**
 * Evidently 0.7.23's default (`_get_default_stattest`): by the reference's rows without missing values and the distinct
 * values of both sides together.
 */
export function chooseMethod(pair: ColumnPair): DriftMethod {
  const distinct = distinctTogether(pair, MOST_DISTINCT_AS_CATEGORIES + 1);
  const continuous = pair.type === 'numerical' && distinct > MOST_DISTINCT_AS_CATEGORIES;
  if (referenceRows(pair) > MOST_ROWS_FOR_P_VALUES) return continuous ? 'wasserstein' : 'jensenshannon';
  if (continuous) return 'ks';
  return distinct > 2 ? 'chisquare' : 'z';
}

function examine({ type, ...column }: PlannedColumn, { method: asked, threshold }: Examination): Finding {
  const { name } = column.current;
  const { testedAs } = column;
  if (testedAs === 'text') return { name, type, result: testContent({ type, ...column }, threshold) };
  // To pandas, and so to Evidently, the number 1 and the text "1" are two categories.
  const pair = pairColumns({ type, ...column, testedAs }, false);
  const infinite = pairWithInfinities({ type, ...column }, pair);
  const counted = infinite && countAsDrifted(infinite, name, { asked, threshold });
  const method = asked ?? chooseMethod(pair);
  return { name, type, result: testPair(pair, method, thresholdOf(method, name, threshold)), counted };
}

function countAsDrifted(
  pair: NumericalPair,
  name: string,
  { asked, threshold }: { readonly asked: DriftMethod | undefined; readonly threshold: number | undefined },
): boolean | undefined {
  const method = asked ?? chooseMethod(pair);
  return isCountedAsDrifted(pair, method, thresholdOf(method, name, threshold));
}

const judge = (findings: readonly Finding[]) =>
  Object.fromEntries(findings.map(({ name, type, result }) => [name, { type, ...result }]));

export const evidently: DriftMode = {
  description: "Evidently 0.7.23's own choice of test and its thresholds",
  typesFrom: 'current',
  examine,
  judge,
};
