import type { Score } from './metric.ts';
import { metricOfRanking, type Ranking } from './ranking.ts';

/**
 * Area under the ROC curve, 0..1: the probability that a row of the class gets a higher score than another one, ties
 * counting half. Of class 1 for two classes; for more the mean of one-versus-rest over the classes that occur.
 *
 * @see Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve"
 */
export const auc = metricOfRanking(areaUnderRoc);

/** Of one class, see `auc`. */
export function areaUnderRoc(ranking: Ranking): Score {
  const places = placesOf(ranking);
  const ties = mixedGroups(ranking).map(([from, to]) => places.subarray(from, to));
  return (counts) => {
    const all = countWins(places, counts);
    // Of a group of equal scores its positives came first; half of its pairs are theirs.
    let { wins } = all;
    for (const tie of ties) {
      const { positives, negatives } = countWins(tie, counts);
      wins += (positives * negatives) / 2;
    }
    return all.positives === 0 || all.negatives === 0 ? undefined : wins / (all.positives * all.negatives);
  };
}

/** The rows by their scores, those of the class first in a group of equal ones; the lowest bit tells whether one is. */
function placesOf({ order, groups, isPositive }: Ranking): Uint32Array {
  const places = new Uint32Array(order.length);
  let filled = 0;
  for (let group = 0; group < groups.length - 1; group += 1) {
    for (const wanted of [1, 0]) {
      for (let place = groups[group]!; place < groups[group + 1]!; place += 1) {
        const row = order[place]!;
        if (isPositive[row] === wanted) places[filled++] = row * 2 + wanted;
      }
    }
  }
  return places;
}

/** Where groups of equal scores begin and end that hold both rows of the class and others. */
function mixedGroups({ order, groups, isPositive }: Ranking): [from: number, to: number][] {
  const mixed: [number, number][] = [];
  for (let group = 0; group < groups.length - 1; group += 1) {
    const [from, to] = [groups[group]!, groups[group + 1]!];
    const first = isPositive[order[from]!];
    if (to - from > 1 && order.subarray(from, to).some((row) => isPositive[row] !== first)) mixed.push([from, to]);
  }
  return mixed;
}

/** Pairs of a row of the class that stands behind another one; a loop without branches, because resampling asks often. */
function countWins(places: Uint32Array, counts: ArrayLike<number>) {
  let [positives, negatives, wins] = [0, 0, 0];
  for (let at = 0; at < places.length; at += 1) {
    const place = places[at]!;
    const count = counts[place >>> 1]!;
    const ofClass = count & -(place & 1);
    wins += ofClass * negatives;
    positives += ofClass;
    negatives += count - ofClass;
  }
  return { positives, negatives, wins };
}
