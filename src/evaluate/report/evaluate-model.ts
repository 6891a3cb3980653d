import type { Evaluation } from '../../contracts/evaluation.ts';
import type { ClassLabel } from '../../contracts/model-manifest.ts';
import type { EvaluationSettings } from '../../contracts/settings/evaluation.ts';
import type { Table } from '../../tabular/table.ts';
import { evaluate } from '../evaluate.ts';
import { type Outcome, takeRows } from '../outcome.ts';
import { rowsByValue, segmentValues } from '../segments.ts';
import { evaluateClasses } from './classification.ts';
import { metricIntervals } from './intervals.ts';
import { evaluateResiduals } from './residuals.ts';

export interface EvaluationRequest {
  /** What the model said of the held-out rows. */
  readonly outcome: Outcome;
  /** The same before its probabilities were calibrated, if they are. */
  readonly uncalibrated?: Outcome | undefined;
  /** Empty for a regression. */
  readonly classes: readonly ClassLabel[];
  /** The same rows, raw. */
  readonly table: Table;
  readonly settings: EvaluationSettings;
  readonly seed: number;
}

/** All about how a model does. @throws InvalidProjectFileError when the table lacks a column to make segments of */
export function evaluateModel(request: EvaluationRequest): Evaluation {
  const { outcome, uncalibrated, classes, table, settings, seed } = request;
  const before = uncalibrated && 'probabilities' in uncalibrated ? uncalibrated : undefined;
  const segments = segmentValues(table, settings.segments, 'evaluation.segments');
  return {
    rows: outcome.labels.length,
    metrics: evaluate(outcome),
    metricIntervals: metricIntervals(outcome, seed),
    ...('predictions' in outcome
      ? { regression: evaluateResiduals(outcome) }
      : { classification: evaluateClasses(outcome, classes, before) }),
    segments: Object.fromEntries(
      [...segments].map(([name, values]) => [name, ofSegments(outcome, values, settings.minRows)]),
    ),
  };
}

function ofSegments(outcome: Outcome, values: readonly string[], minRows: number): Evaluation['segments'][string] {
  const large = [...rowsByValue(values)].filter(([, rows]) => rows.length >= minRows);
  return Object.fromEntries(
    large.map(([value, rows]) => [value, { rows: rows.length, metrics: evaluate(takeRows(outcome, rows)) }]),
  );
}
