/** What a classifier said about held-out rows, and what was true. */
export interface ClassificationOutcome {
  /** Per row the true class, 0-based. */
  readonly labels: ArrayLike<number>;
  /** Per row one probability per class: `probabilities[row * classCount + class]`. */
  readonly probabilities: ArrayLike<number>;
  readonly classCount: number;
}

/** What a regression said about held-out rows, and what was true. */
export interface RegressionOutcome {
  readonly labels: ArrayLike<number>;
  readonly predictions: ArrayLike<number>;
}

export interface Metric<Outcome> {
  /** Whether more of it is better or worse. */
  readonly betterWhen: 'higher' | 'lower';
  /** Undefined where the rows do not determine it, for example an AUC of a single class. */
  readonly score: (outcome: Outcome) => number | undefined;
}

/** Per row the class with the highest probability, the first of equals. */
export function predictedClasses({ labels, probabilities, classCount }: ClassificationOutcome): Int32Array {
  return Int32Array.from({ length: labels.length }, (_, row) => {
    let best = 0;
    for (let index = 1; index < classCount; index += 1) {
      if (probabilities[row * classCount + index]! > probabilities[row * classCount + best]!) best = index;
    }
    return best;
  });
}

export function meanOver(values: ArrayLike<number>, of: (value: number, index: number) => number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += of(values[index]!, index);
  return sum / values.length;
}
