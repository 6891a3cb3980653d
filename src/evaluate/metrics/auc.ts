import { countGroup, metricOfRanking } from './ranking.ts';

/**
 * Area under the ROC curve, 0..1: the probability that a row of the class gets a higher score than another one, ties
 * counting half. Of class 1 for two classes; for more the mean of one-versus-rest over the classes that occur.
 *
 * @see Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve"
 */
export const auc = metricOfRanking((ranking) => (counts) => {
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let group = 0; group < ranking.groups.length - 1; group += 1) {
    const found = countGroup(ranking, group, counts);
    wins += found.positives * (negatives + found.negatives / 2);
    positives += found.positives;
    negatives += found.negatives;
  }
  return positives === 0 || negatives === 0 ? undefined : wins / (positives * negatives);
});
