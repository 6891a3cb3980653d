import type { LinearModel } from '../onnx/linear-model.ts';
import type { Predictor } from '../onnx/model-to-onnx.ts';
import type { TreeEnsemble } from '../onnx/tree-ensemble.ts';

/** What a model makes of each of its features, in their order. */
export interface FeatureImportance {
  /** What the splits by the feature took off the loss of training, or, for a linear model, `spread`; ≥ 0. */
  readonly gain: Float64Array;
  /** How many splits are by the feature; absent for a linear model. */
  readonly split?: Float64Array;
}

export const featureImportance = (predictor: Predictor, featureCount: number): FeatureImportance =>
  'trees' in predictor ? ofTrees(predictor, featureCount) : { gain: spread(predictor, featureCount) };

/** The largest float32: LightGBM writes gains in that, and those of a huge target as infinite. */
const LARGEST_GAIN = 3.4028234663852886e38;

/** As the libraries have it: LightGBM counts splits that gain something only, and those of XGBoost all do. */
function ofTrees({ trees }: TreeEnsemble, featureCount: number): FeatureImportance {
  const [gain, split] = [new Float64Array(featureCount), new Float64Array(featureCount)];
  for (const { nodes } of trees) {
    for (const node of nodes) {
      if (node.kind === 'leaf' || !(node.gain !== undefined && node.gain > 0)) continue;
      gain[node.feature]! += Math.min(node.gain, LARGEST_GAIN);
      split[node.feature]! += 1;
    }
  }
  return { gain, split };
}

/**
 * How far one standard deviation of a feature moves the scores, all outputs together; of a category's weights, which
 * count the same however many rows have it, the standard deviation itself.
 */
function spread({ intercepts, numbers, categories }: LinearModel, featureCount: number): Float64Array {
  const moved = new Float64Array(featureCount);
  for (const { feature, weights } of numbers)
    moved[feature] = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  for (const { feature, weights } of categories) {
    moved[feature] = intercepts.reduce(
      (sum, _, output) => sum + deviation(weights.map((ofCategory) => ofCategory[output]!)),
      0,
    );
  }
  return moved;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
