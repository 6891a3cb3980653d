import type { ThresholdSettings } from '../contracts/settings/threshold.ts';
import { onceEach } from './metrics/metric.ts';
import { countGroup, rankByClass } from './metrics/ranking.ts';
import type { ClassificationOutcome } from './outcome.ts';

/** What taking all rows from a probability on for the second class leads to. */
interface Choice {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/**
 * The probability of the second class from which rows are best taken for it; of equally good ones the nearest to a half.
 * It is in the middle between two probabilities that occur, or the lowest and 0. Where no threshold has the wanted precision it is the one with
 * the highest.
 *
 * @param outcome - of two classes
 */
export function chooseThreshold(outcome: ClassificationOutcome, wanted: ThresholdSettings): number {
  if (typeof wanted === 'number') return Math.fround(wanted);
  const worthOf = worth(wanted);
  let best: { choice: Choice; worth: readonly number[] } | undefined;
  for (const choice of choicesOf(outcome)) {
    const found = [...worthOf(choice), -Math.abs(choice.threshold - 0.5)];
    if (!best || isMore(found, best.worth)) best = { choice, worth: found };
  }
  return Math.fround(best?.choice.threshold ?? 0.5);
}

/** The first figure counts, then the second, and so on. */
function isMore(one: readonly number[], other: readonly number[]): boolean {
  const place = one.findIndex((value, index) => value !== other[index]);
  return place !== -1 && one[place]! > other[place]!;
}

function worth(wanted: Exclude<ThresholdSettings, number>): (choice: Choice) => readonly number[] {
  if (wanted === 'maximizeF1') {
    return ({ truePositives, falsePositives, falseNegatives, trueNegatives }) => {
      const wrong = falsePositives + falseNegatives;
      const classes = [truePositives, trueNegatives].filter((right) => right + wrong > 0);
      return [classes.reduce((sum, right) => sum + (2 * right) / (2 * right + wrong), 0) / classes.length];
    };
  }
  if ('costs' in wanted) {
    const { falsePositive, falseNegative } = wanted.costs;
    return (choice) => [-(choice.falsePositives * falsePositive + choice.falseNegatives * falseNegative)];
  }
  if ('minRecall' in wanted) {
    return (choice) => [Math.min(recallOf(choice), wanted.minRecall), precisionOf(choice), recallOf(choice)];
  }
  return (choice) => [Math.min(precisionOf(choice), wanted.minPrecision), recallOf(choice), precisionOf(choice)];
}

const precisionOf = ({ truePositives, falsePositives }: Choice) =>
  truePositives === 0 ? 0 : truePositives / (truePositives + falsePositives);
const recallOf = ({ truePositives, falseNegatives }: Choice) =>
  truePositives === 0 ? 0 : truePositives / (truePositives + falseNegatives);

/** Every threshold that makes a difference and takes some row, from the highest down. */
function* choicesOf(outcome: ClassificationOutcome): Generator<Choice> {
  const ranking = rankByClass(outcome, 1);
  const once = onceEach(outcome.labels.length);
  const positives = Array.from(outcome.labels).filter((label) => label === 1).length;
  const negatives = outcome.labels.length - positives;
  let [truePositives, falsePositives] = [0, 0];
  for (let group = ranking.groups.length - 2; group >= 0; group -= 1) {
    const found = countGroup(ranking, group, once);
    truePositives += found.positives;
    falsePositives += found.negatives;
    const score = (of: number) => ranking.scores[ranking.order[ranking.groups[of]!]!]!;
    // The graph compares float32, which may not tell the two apart.
    if (group > 0 && Math.fround(score(group)) === Math.fround(score(group - 1))) continue;
    const threshold = (score(group) + (group === 0 ? 0 : score(group - 1))) / 2;
    const left = { falseNegatives: positives - truePositives, trueNegatives: negatives - falsePositives };
    yield { threshold, truePositives, falsePositives, ...left };
  }
}
