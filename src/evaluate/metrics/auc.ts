import { metricOfRanking, type Ranking } from './ranking.ts';

/**
 * Area under the ROC curve, 0..1: the probability that a row of the class gets a higher score than another one, ties
 * counting half. Of class 1 for two classes; for more the mean of one-versus-rest over the classes that occur.
 *
 * @see Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve"
 */
export const auc = metricOfRanking((ranking) => (counts) => {
  const { positives, negatives, wins } = countWins(ranking, counts);
  return positives === 0 || negatives === 0 ? undefined : wins / (positives * negatives);
});

/** Pairs of a row of the class and another one that are in the right order; plain loops, because resampling asks often. */
function countWins({ order, groups, isPositive }: Ranking, counts: ArrayLike<number>) {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let group = 0; group < groups.length - 1; group += 1) {
    let [ofClass, others] = [0, 0];
    const end = groups[group + 1]!;
    for (let place = groups[group]!; place < end; place += 1) {
      const row = order[place]!;
      const count = counts[row]!;
      if (isPositive[row] === 1) ofClass += count;
      else others += count;
    }
    wins += ofClass * (negatives + others / 2);
    positives += ofClass;
    negatives += others;
  }
  return { positives, negatives, wins };
}
