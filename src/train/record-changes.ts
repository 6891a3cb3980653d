import { calibrate } from '../calibrate/calibration.ts';
import type { FittedCalibration } from '../calibrate/fit-calibration.ts';
import type { CalibrationRecord } from '../contracts/calibration-record.ts';
import type { PrunedRounds, Pruning } from '../contracts/model-manifest.ts';
import type { Metrics } from '../contracts/run.ts';
import type { SizeRecord } from '../contracts/size-record.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import type { WrittenGraph } from './write-graph.ts';

/** Metrics that judge probabilities. */
const OF_PROBABILITIES = ['brier', 'expectedCalibrationError', 'logLoss', 'auc'];

/** A model that says something else than the library does, and the held-out rows. */
export interface ChangedModel {
  readonly written: WrittenGraph;
  readonly calibration: FittedCalibration | undefined;
  /** What pruning did before the model was written. */
  readonly pruned: PrunedRounds | undefined;
  readonly labels: Float32Array;
  /** 0 for a regression. */
  readonly classCount: number;
  readonly threshold: number | undefined;
  /** Of what the graph predicts. */
  readonly metrics: Metrics;
}

export interface Changes {
  readonly pruning?: Pruning;
  readonly calibration?: CalibrationRecord;
  readonly size?: SizeRecord;
}

/** What was done to a model after it was learnt, with what that changed on the same held-out rows. */
export function recordChanges(model: ChangedModel): Changes {
  const { calibration, written, pruned } = model;
  const { onnx, unprunedBytes = onnx.length } = written;
  return {
    ...(pruned && { pruning: { ...pruned, bytes: { before: unprunedBytes, after: onnx.length } } }),
    ...(calibration && { calibration: recordCalibration(model, calibration) }),
    ...(written.bytes && { size: recordSize(model, written.bytes) }),
  };
}

function recordCalibration(
  { written, labels, classCount, metrics }: ChangedModel,
  { calibration, rows, thinning }: FittedCalibration,
): CalibrationRecord {
  const judged = (all: Metrics): Metrics =>
    Object.fromEntries(OF_PROBABILITIES.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
  return {
    ...{ method: calibration.method, rows },
    ...(thinning && {
      knots: { kept: thinning.kept, found: thinning.found },
      thinningError: thinning.error,
    }),
    before: judged(evaluate(outcomeOf(labels, written.asLearnt, classCount))),
    after: judged(metrics),
  };
}

function recordSize(model: ChangedModel, bytes: SizeRecord['bytes']): SizeRecord {
  const { written, calibration, labels, classCount, threshold, metrics } = model;
  const { rounding, asLearnt } = written;
  if (!rounding) return { bytes };
  const said = Float64Array.from(asLearnt);
  const exact = calibration ? calibrate(calibration.calibration, said, classCount) : said;
  const before = evaluate(outcomeOf(labels, exact, classCount, threshold));
  return { bytes, rounding: { ...rounding, before, after: metrics } };
}
