import type { TextMethod } from '#src/contracts/settings/drift.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import type { TestResult } from '../test-pair.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { contentMargins, randomClassifierQuantile } from './content-drift.ts';
import { pairTexts } from './text-pair.ts';
import { textThresholdOf } from './text-tests.ts';

/** Up to so many reference rows the score is held against what chance gives, above it against the threshold itself. */
const MOST_ROWS_FOR_PERCENTILE = 1000;

/**
 * Evidently's test of a text column.
 *
 * @param requested - the threshold that was asked for; undefined for the test's own
 * @throws InvalidDataError when a side has no text; InvalidProjectFileError for a threshold above 1
 */
export function testContent(column: PlannedColumn, requested: number | undefined): TestResult<TextMethod> {
  const pair = pairTexts(column);
  const byPercentile = pair.reference.codes.length <= MOST_ROWS_FOR_PERCENTILE;
  const method = byPercentile ? 'perc_text_content_drift' : 'abs_text_content_drift';
  const threshold = textThresholdOf(method, column.current.name, requested);
  const margins = contentMargins(pair);
  const score = areaUnderCurve(margins);
  const limit = byPercentile ? randomClassifierQuantile(margins, threshold) : threshold;
  // Where all rows that were held out are of one side there is no area, and no drift.
  return { method, score: Number.isNaN(score) ? null : score, threshold, drifted: score > limit };
}
