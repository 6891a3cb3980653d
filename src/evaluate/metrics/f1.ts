import { type ClassificationOutcome, type Metric, predictedClasses } from './metric.ts';

/** Macro F1, 0..1: the mean over the classes that occur or are predicted of 2 · hits / (true rows + predicted rows). */
export const f1: Metric<ClassificationOutcome> = {
  betterWhen: 'higher',
  score: (outcome) => {
    const { labels, classCount } = outcome;
    const hits = new Uint32Array(classCount);
    const trueOrPredicted = new Uint32Array(classCount);
    for (const [row, predicted] of predictedClasses(outcome).entries()) {
      const label = labels[row]!;
      if (label === predicted) hits[label]! += 1;
      trueOrPredicted[label]! += 1;
      trueOrPredicted[predicted]! += 1;
    }
    const seen = [...trueOrPredicted.keys()].filter((index) => trueOrPredicted[index]! > 0);
    return seen.reduce((sum, index) => sum + (2 * hits[index]!) / trueOrPredicted[index]!, 0) / seen.length;
  },
};
