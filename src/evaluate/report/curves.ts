import type { ClassCurves, Point } from '../../contracts/evaluation.ts';
import { countGroup, type Ranking } from '../metrics/ranking.ts';

const MOST_POINTS = 200;

/**
 * What every threshold would give, from the highest down: a threshold is the score of some row, and takes all rows of that
 * score at once. Undefined where all rows are of the class or none is.
 */
export function curvesOf(
  ranking: Ranking,
  counts: ArrayLike<number>,
): Pick<ClassCurves, 'roc' | 'precisionRecall'> | undefined {
  const groups = ranking.groups.length - 1;
  // The first step takes no row.
  const [taken, hits] = [new Float64Array(groups + 1), new Float64Array(groups + 1)];
  for (let step = 1; step <= groups; step += 1) {
    const found = countGroup(ranking, groups - step, counts);
    hits[step] = hits[step - 1]! + found.positives;
    taken[step] = taken[step - 1]! + found.positives + found.negatives;
  }
  const positives = hits[groups]!;
  const negatives = taken[groups]! - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const falseAlarms = taken.map((rows, step) => (rows - hits[step]!) / negatives);
  const recall = hits.map((found) => found / positives);
  const precision = hits.map((found, step) => found / taken[step]!);
  precision[0] = precision[1]!;
  return { roc: thinned(falseAlarms, recall), precisionRecall: thinned(recall, precision) };
}

/** At most 200 of the points, both ends among them, about evenly spread along the curve. */
export function thinned(x: Float64Array, y: Float64Array): Point[] {
  const step = x.length <= MOST_POINTS ? 0 : lengthOf(x, y) / (MOST_POINTS - 2);
  const points: Point[] = [];
  let [travelled, next] = [0, 0];
  for (let index = 0; index < x.length; index += 1) {
    if (index > 0) travelled += stepLength(x, y, index);
    if (index < x.length - 1 && travelled < next) continue;
    if (step > 0) next = (Math.floor(travelled / step) + 1) * step;
    points.push([x[index]!, y[index]!]);
  }
  return points;
}

function lengthOf(x: Float64Array, y: Float64Array): number {
  let length = 0;
  for (let index = 1; index < x.length; index += 1) length += stepLength(x, y, index);
  return length;
}

const stepLength = (x: Float64Array, y: Float64Array, index: number): number =>
  Math.abs(x[index]! - x[index - 1]!) + Math.abs(y[index]! - y[index - 1]!);
