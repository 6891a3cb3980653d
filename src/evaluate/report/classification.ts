import type { Classification } from '../../contracts/evaluation.ts';
import type { ClassLabel } from '../../contracts/model-manifest.ts';
import { areaUnderRoc } from '../metrics/auc.ts';
import { fillBins, promises } from '../metrics/calibration-error.ts';
import { classCounter, predictedClasses, share } from '../metrics/class-counts.ts';
import { onceEach } from '../metrics/metric.ts';
import { averagePrecision } from '../metrics/pr-auc.ts';
import { rankByClass } from '../metrics/ranking.ts';
import type { ClassificationOutcome } from '../outcome.ts';
import { curvesOf } from './curves.ts';

const MOST_CLASSES_CONFUSED = 50;
const MOST_CURVES = 10;

/**
 * Class by class: what is taken for what, at the model's own choice and at every threshold.
 *
 * @param uncalibrated - what the model said before its probabilities were calibrated, if they are
 */
export function evaluateClasses(
  outcome: ClassificationOutcome,
  names: readonly ClassLabel[],
  uncalibrated?: ClassificationOutcome,
): Classification {
  const once = onceEach(outcome.labels.length);
  const predictions = predictedClasses(outcome);
  const { hits, actual, predicted } = classCounter(outcome)(once);
  const classes = names.map((name, index) => ({
    ...{ class: name, rows: actual[index]!, predicted: predicted[index]! },
    precision: share(hits[index]!, predicted[index]!),
    recall: share(hits[index]!, actual[index]!),
    f1: share(2 * hits[index]!, actual[index]! + predicted[index]!),
    ...areas(outcome, index, once),
  }));
  return {
    ...(outcome.threshold !== undefined && { threshold: outcome.threshold }),
    classes,
    ...(names.length <= MOST_CLASSES_CONFUSED && { confusion: confusionOf(outcome, predictions) }),
    curves: drawnClasses(actual).flatMap((index) => {
      const curves = curvesOf(rankByClass(outcome, index), once);
      return curves ? [{ class: names[index]!, ...curves }] : [];
    }),
    calibration: binsOf(outcome, once),
    ...(uncalibrated && { uncalibrated: binsOf(uncalibrated, once) }),
  };
}

const binsOf = (outcome: ClassificationOutcome, counts: ArrayLike<number>): Classification['calibration'] =>
  fillBins(promises(outcome), counts)
    .filter(({ rows }) => rows > 0)
    .map(({ from, to, rows, probability, hits }) => ({
      ...{ from, to, rows },
      ...{ probability: probability / rows, share: hits / rows },
    }));

/** Areas under the curves of one class against the others. */
function areas(outcome: ClassificationOutcome, index: number, counts: ArrayLike<number>) {
  const ranking = rankByClass(outcome, index);
  const area = areaUnderRoc(ranking)(counts);
  const precision = area === undefined ? undefined : averagePrecision(ranking)(counts);
  return {
    ...(area !== undefined && { auc: area }),
    ...(precision !== undefined && { averagePrecision: precision }),
  };
}

function confusionOf({ labels, classCount }: ClassificationOutcome, predictions: Int32Array): number[][] {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  for (const [row, predicted] of predictions.entries()) confusion[labels[row]!]![predicted]! += 1;
  return confusion;
}

/** Class 1 of two; else the classes with the most rows, in the order of the classes. */
function drawnClasses(rows: Float64Array): number[] {
  if (rows.length === 2) return [1];
  const bySize = [...rows.keys()].sort((a, b) => rows[b]! - rows[a]!);
  return bySize.slice(0, MOST_CURVES).sort((a, b) => a - b);
}
