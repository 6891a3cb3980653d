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
  const steps: { positives: number; negatives: number }[] = [];
  let [positives, negatives] = [0, 0];
  for (let group = ranking.groups.length - 2; group >= 0; group -= 1) {
    const found = countGroup(ranking, group, counts);
    positives += found.positives;
    negatives += found.negatives;
    steps.push({ positives, negatives });
  }
  if (positives === 0 || negatives === 0) return undefined;
  const roc = steps.map((step): Point => [step.negatives / negatives, step.positives / positives]);
  const precisionRecall = steps.map(
    (step): Point => [step.positives / positives, step.positives / (step.positives + step.negatives)],
  );
  const [[, first] = [0, 1]] = precisionRecall;
  return { roc: thinned([[0, 0], ...roc]), precisionRecall: thinned([[0, first], ...precisionRecall]) };
}

/** At most 200 of the points, both ends among them, about evenly spread along the curve. */
export function thinned(points: readonly Point[]): Point[] {
  if (points.length <= MOST_POINTS) return [...points];
  const travelled = [0];
  for (let index = 1; index < points.length; index += 1) {
    const [[x, y], [beforeX, beforeY]] = [points[index]!, points[index - 1]!];
    travelled.push(travelled[index - 1]! + Math.abs(x - beforeX) + Math.abs(y - beforeY));
  }
  const step = travelled.at(-1)! / (MOST_POINTS - 2);
  let next = 0;
  return points.filter((_, index) => {
    if (index < points.length - 1 && travelled[index]! < next) return false;
    next = (Math.floor(travelled[index]! / step) + 1) * step;
    return true;
  });
}
