import type { Score } from './metric.ts';
import { countGroup, metricOfRanking, type Ranking } from './ranking.ts';

/**
 * Average precision, 0..1: the area under the curve of precision by recall, each threshold's precision weighted by the
 * recall it adds. Of class 1 for two classes; for more the mean of one-versus-rest over the classes that occur.
 */
export const prAuc = metricOfRanking(averagePrecision);

/** Of one class, see `prAuc`. */
export function averagePrecision(ranking: Ranking): Score {
  return (counts) => {
    let [hits, taken, sum] = [0, 0, 0];
    for (let group = ranking.groups.length - 2; group >= 0; group -= 1) {
      const { positives, negatives } = countGroup(ranking, group, counts);
      hits += positives;
      taken += positives + negatives;
      if (positives > 0) sum += positives * (hits / taken);
    }
    return hits === 0 ? undefined : sum / hits;
  };
}
