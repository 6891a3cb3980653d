import { z } from 'zod';
import type { LinearModel } from '../../onnx/linear-model.ts';
import { readBaseScores } from '../xgboost/model-json.ts';
import type { Link } from '../xgboost/objectives.ts';
import type { Design } from './design-matrix.ts';

/** The part of XGBoost's JSON model that holds a linear booster: weights by column and output, then the intercepts. */
const XgBoostLinearModel = z.object({
  learner: z.object({
    learner_model_param: z.object({ base_score: z.string() }),
    gradient_booster: z.object({ model: z.object({ weights: z.array(z.number()) }) }),
  }),
});

/** @param outputs - 1, or the number of classes */
export function readLinearModel(
  json: string,
  { terms, columnCount }: Design,
  outputs: number,
  link: Link,
): LinearModel {
  const { learner } = XgBoostLinearModel.parse(JSON.parse(json));
  const { weights } = learner.gradient_booster.model;
  const weightsOf = (column: number) => weights.slice(column * outputs, (column + 1) * outputs);
  // The linear booster adds the first base score to all outputs, whatever the others are.
  const [base = 0] = readBaseScores(learner.learner_model_param.base_score, 1, link);
  return {
    intercepts: weightsOf(columnCount).map((bias) => bias + base),
    numbers: terms.flatMap((term) => {
      if (term.kind === 'categories') return [];
      const { feature, mean, deviation, column } = term;
      return [{ feature, mean, deviation, weights: weightsOf(column) }];
    }),
    categories: terms.flatMap((term) => {
      if (term.kind === 'number') return [];
      const { feature, column, count } = term;
      return [{ feature, weights: Array.from({ length: count }, (_, category) => weightsOf(column + category)) }];
    }),
  };
}
