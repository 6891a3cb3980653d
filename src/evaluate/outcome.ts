/** What a classifier said about held-out rows, and what was true. */
export interface ClassificationOutcome {
  /** Per row the true class, 0-based. */
  readonly labels: ArrayLike<number>;
  /** Per row one probability per class: `probabilities[row * classCount + class]`. */
  readonly probabilities: ArrayLike<number>;
  readonly classCount: number;
  /** Two classes: the probability from which a row is taken for class 1; default: the more probable class. */
  readonly threshold?: number;
}

/** What a regression said about held-out rows, and what was true. */
export interface RegressionOutcome {
  readonly labels: ArrayLike<number>;
  readonly predictions: ArrayLike<number>;
}

export type Outcome = ClassificationOutcome | RegressionOutcome;

/**
 * What a model said, in the form that suits its task.
 *
 * @param scores - row-major probabilities, or one number per row for a regression
 * @param classCount - 0 for a regression
 * @param threshold - of two classes
 */
export const outcomeOf = (
  labels: ArrayLike<number>,
  scores: ArrayLike<number>,
  classCount: number,
  threshold?: number,
): Outcome =>
  classCount === 0
    ? { labels, predictions: scores }
    : { labels, probabilities: scores, classCount, ...(threshold !== undefined && { threshold }) };

/** The same of some of the rows (0-based), in their order. */
export function takeRows(outcome: Outcome, rows: readonly number[]): Outcome {
  const labels = Float64Array.from(rows, (row) => outcome.labels[row]!);
  if ('predictions' in outcome)
    return { labels, predictions: Float64Array.from(rows, (row) => outcome.predictions[row]!) };
  const { probabilities, classCount } = outcome;
  const taken = new Float64Array(rows.length * classCount);
  for (const [place, row] of rows.entries()) {
    for (let index = 0; index < classCount; index += 1) {
      taken[place * classCount + index] = probabilities[row * classCount + index]!;
    }
  }
  return { ...outcome, labels, probabilities: taken };
}
