import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { LinearModel } from '../onnx/linear-model.ts';
import type { Contributions } from './tree-shap.ts';

/**
 * What each feature adds to the raw scores of a linear model: its weight times how far it is from its mean, or the weight
 * of its category. What is missing adds nothing.
 */
export function linearContributions(
  { intercepts, numbers, categories }: LinearModel,
  { rowCount, names, values }: FeatureMatrix,
): Contributions {
  const [outputs, features] = [intercepts.length, names.length];
  const width = features + 1;
  const sums = new Float64Array(rowCount * outputs * width);
  for (let row = 0; row < rowCount; row += 1) {
    const add = (feature: number, weights: readonly number[], times: number) => {
      for (const [output, weight] of weights.entries())
        sums[(row * outputs + output) * width + feature]! += weight * times;
    };
    const found = (feature: number) => values[row * features + feature]!;
    for (const { feature, mean, deviation, weights } of numbers) {
      if (!Number.isNaN(found(feature))) add(feature, weights, (found(feature) - mean) / deviation);
    }
    for (const { feature, weights } of categories) add(feature, weights[found(feature)] ?? [], 1);
    for (const [output, intercept] of intercepts.entries())
      sums[(row * outputs + output) * width + features] = intercept;
  }
  return { outputs, features, values: sums };
}
