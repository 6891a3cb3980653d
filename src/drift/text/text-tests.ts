import type { TextMethod } from '#src/contracts/settings/drift.ts';
import { InvalidProjectFileError } from '#src/errors.ts';
import type { DriftTest } from '../tests/drift-test.ts';

/** What is to be known of a test of texts to read its score, which is an area under a ROC curve. */
export type TextTest = Pick<DriftTest, 'displayName' | 'kind' | 'driftsWhen' | 'defaultThreshold'>;

/** The tests of free text by the names that reports use; the first two are Evidently's. */
export const textTests = {
  /** Its threshold is a share: of the classifiers that know nothing, so many do worse. */
  perc_text_content_drift: {
    displayName: 'Percentile text content drift',
    kind: 'distance',
    driftsWhen: 'above',
    defaultThreshold: 0.95,
  },
  abs_text_content_drift: {
    displayName: 'Absolute text content drift',
    kind: 'distance',
    driftsWhen: 'above',
    defaultThreshold: 0.55,
  },
  domain_classifier: {
    displayName: 'Domain classifier',
    kind: 'distance',
    driftsWhen: 'at or above',
    defaultThreshold: 0.55,
  },
} as const satisfies Record<TextMethod, TextTest>;

/**
 * The threshold that was asked for, else the test's own.
 *
 * @throws InvalidProjectFileError for one above 1
 */
export function textThresholdOf(method: TextMethod, column: string, requested: number | undefined): number {
  const threshold = requested ?? textTests[method].defaultThreshold;
  if (threshold >= 0 && threshold <= 1) return threshold;
  throw new InvalidProjectFileError(
    `the threshold ${threshold} of the column "${column}" is out of range: its test "${method}" takes one from 0 to 1`,
  );
}
