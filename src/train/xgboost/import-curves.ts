import type { LabelledRows, TrainingSet } from '../learner.ts';
import { curveMetric, type LearningCurve } from '../learning-curve.ts';
import type { XgBoostBooster } from './booster.ts';
import { XgBoostMatrix } from './matrix.ts';
import { metricName } from './objectives.ts';

const MOST_LOOKS = 10;
/** Rows × trees that may be gone through for the curves: some ten seconds. */
const MOST_STEPS = 1e9;

/**
 * How the metric went while a model was trained elsewhere, by its first rounds; of fewer rounds than in a training here,
 * since each is predicted anew, and of none where that would take long.
 *
 * @param rounds - that the model has
 * @param trees - that it has in all
 */
export function curvesOfRounds(
  booster: XgBoostBooster,
  data: TrainingSet,
  { rounds, trees }: { readonly rounds: number; readonly trees: number },
): LearningCurve[] {
  const metric = curveMetric(data.task, data.validation?.metric);
  const rowCount = data.features.rowCount + (data.validation?.features.rowCount ?? 0);
  const looks = Math.min(MOST_LOOKS, Math.floor((2 * MOST_STEPS) / (rowCount * trees)));
  if (looks === 0) return [];
  const step = Math.ceil(rounds / looks);
  const lookAt = Array.from({ length: Math.ceil(rounds / step) }, (_, index) => Math.min((index + 1) * step, rounds));
  const curveOf = (rows: LearningCurve['rows'], labelled: LabelledRows): LearningCurve => {
    const matrix = XgBoostMatrix.dense(labelled.features, 1, data.categories);
    try {
      matrix.describe(labelled);
      const values = lookAt.map((count) => scoreOf(booster, count, metricName(metric, data.task), matrix));
      return { metric, rows, rounds: lookAt, values };
    } finally {
      matrix.free();
    }
  };
  return [curveOf('training', data), ...(data.validation ? [curveOf('validation', data.validation)] : [])];
}

function scoreOf(booster: XgBoostBooster, rounds: number, metric: string, matrix: XgBoostMatrix): number {
  const first = booster.firstRounds(rounds, { eval_metric: metric });
  try {
    return first.score(matrix);
  } finally {
    first.free();
  }
}
