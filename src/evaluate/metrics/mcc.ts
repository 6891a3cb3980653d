import { metricOfClasses } from './class-counts.ts';

/**
 * Matthews correlation coefficient of true and predicted classes, −1..1; 0 is no better than chance, and what a constant
 * prediction gets.
 *
 * @see Gorodkin (2004), "Comparing two K-category assignments by a K-category correlation coefficient"
 */
export const mcc = metricOfClasses(({ hits, actual, predicted, total }) => {
  const sum = (of: (index: number) => number) => actual.reduce((all, _, index) => all + of(index), 0);
  const right = sum((index) => hits[index]!);
  const covariance = right * total - sum((index) => actual[index]! * predicted[index]!);
  const ofActual = total ** 2 - sum((index) => actual[index]! ** 2);
  const ofPredicted = total ** 2 - sum((index) => predicted[index]! ** 2);
  return ofActual === 0 || ofPredicted === 0 ? 0 : covariance / Math.sqrt(ofActual * ofPredicted);
});
