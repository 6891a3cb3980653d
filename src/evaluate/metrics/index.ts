import type { ClassificationOutcome, Outcome, RegressionOutcome } from '../outcome.ts';
import { accuracy } from './accuracy.ts';
import { auc } from './auc.ts';
import { balancedAccuracy } from './balanced-accuracy.ts';
import { brier } from './brier.ts';
import { expectedCalibrationError } from './calibration-error.ts';
import { f1 } from './f1.ts';
import { logLoss } from './log-loss.ts';
import { mae } from './mae.ts';
import { mape } from './mape.ts';
import { maxError } from './max-error.ts';
import { mcc } from './mcc.ts';
import { medianAbsoluteError } from './median-absolute-error.ts';
import type { Metric, Score } from './metric.ts';
import { prAuc } from './pr-auc.ts';
import { precision } from './precision.ts';
import { r2 } from './r2.ts';
import { recall } from './recall.ts';
import { rmse } from './rmse.ts';

export const classificationMetrics: Readonly<Record<string, Metric<ClassificationOutcome>>> = {
  accuracy,
  auc,
  f1,
  logLoss,
  precision,
  recall,
  balancedAccuracy,
  mcc,
  prAuc,
  brier,
  expectedCalibrationError,
};

export const regressionMetrics: Readonly<Record<string, Metric<RegressionOutcome>>> = {
  rmse,
  mae,
  r2,
  mape,
  medianAbsoluteError,
  maxError,
};

/** Whether more of a metric is better or worse, by its name. */
export const directions: ReadonlyMap<string, 'higher' | 'lower'> = new Map(
  Object.entries({ ...classificationMetrics, ...regressionMetrics }).map(([name, { betterWhen }]) => [
    name,
    betterWhen,
  ]),
);

/** A metric by its name, prepared for what a model said; undefined when outcomes of that kind have no such metric. */
export const preparedMetric = (outcome: Outcome, name: string): Score | undefined =>
  'predictions' in outcome ? regressionMetrics[name]?.prepare(outcome) : classificationMetrics[name]?.prepare(outcome);
