import type { FittedCalibration } from '../calibrate/fit-calibration.ts';
import type { CalibrationRecord } from '../contracts/calibration-record.ts';
import type { Metrics } from '../contracts/run.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Outcome } from '../evaluate/outcome.ts';

/** Those of the metrics that judge probabilities. */
const JUDGED = ['brier', 'expectedCalibrationError', 'logLoss', 'auc'];

/** What calibration did to the probabilities of the held-out rows. */
export function recordCalibration(
  { calibration, rows, thinning }: FittedCalibration,
  before: Outcome,
  after: Metrics,
): CalibrationRecord {
  return {
    ...{ method: calibration.method, rows },
    ...(thinning && {
      knots: { kept: thinning.kept, found: thinning.found },
      thinningError: thinning.error,
    }),
    ...{ before: judged(evaluate(before)), after: judged(after) },
  };
}

const judged = (metrics: Metrics): Metrics =>
  Object.fromEntries(JUDGED.flatMap((name) => (metrics[name] === undefined ? [] : [[name, metrics[name]]])));
