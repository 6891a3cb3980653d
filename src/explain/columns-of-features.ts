import { type FeaturePlan, type FeatureStep, featuresOfStep } from '../contracts/feature-plan.ts';
import { parseDerived } from '../featurize/derived-formula.ts';
import { columnsOf } from '../featurize/expression/expression.ts';

/** Per feature, in the order in which the model takes them, the raw columns that it is made of; each at least one. */
export const columnsOfFeatures = ({ steps }: Pick<FeaturePlan, 'steps'>): string[][] =>
  steps.flatMap((step) => featuresOfStep(step).map(() => columnsOfStep(step)));

const columnsOfStep = (step: FeatureStep): string[] =>
  step.kind === 'derived' ? columnsOf(parseDerived(step.feature, step.expression)) : [step.column];

/**
 * Adds up what is known of features by raw column; a feature that is made of several columns counts the same part of
 * it to each.
 *
 * @param columns - of each feature, see `columnsOfFeatures`
 */
export function sumByColumn(
  ofFeatures: ArrayLike<number>,
  columns: readonly (readonly string[])[],
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [feature, names] of columns.entries()) {
    const part = ofFeatures[feature]! / names.length;
    for (const name of names) sums.set(name, (sums.get(name) ?? 0) + part);
  }
  return sums;
}
