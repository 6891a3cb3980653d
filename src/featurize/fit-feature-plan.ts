import { type FeaturePlan, featureNames, featuresOfStep } from '../contracts/feature-plan.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { applyFeaturePlan } from './apply-feature-plan.ts';
import { chooseFeatureColumns } from './feature-columns.ts';
import { columnSettings, requireSuitableColumns } from './feature-settings.ts';
import { columnFeatures, expressionStep, type FittedStep } from './fit/column-features.ts';
import { neededColumns } from './fit/raw-columns.ts';
import { rangeOf } from './fit/scaling.ts';
import { TrainingInputs } from './fit/training-inputs.ts';

/**
 * Decides how the model's features are made, from the training rows only: what each column gives, in the table's order,
 * then the derived columns. Columns without a training value, the target and ignored ones are not used; texts and times
 * only for what is computed from them.
 *
 * @param trainRows - 0-based
 * @throws UntrainableDataError when no column is a feature, or a transform does not suit the data;
 * InvalidProjectFileError for a column's settings or a derived column that make no sense
 */
export function fitFeaturePlan(table: Table, trainRows: readonly number[], project: ProjectFile): FeaturePlan {
  const { features, target } = project;
  const columns = chooseFeatureColumns(table, trainRows, project);
  const usable = { rowCount: table.rowCount, columns: columns.map(({ column }) => column) };
  const inputs = new TrainingInputs(usable, trainRows, (name) => columnSettings(features, name).impute);
  requireSuitableColumns(features, inputs.kinds);
  const fitted = [
    ...columns.flatMap((column) =>
      columnFeatures(column, columnSettings(features, column.column.name), inputs, trainRows),
    ),
    ...Object.entries(features.derived).map(([name, text]) => ({
      step: expressionStep(name, text, features.impute, inputs),
      scale: features.scale,
    })),
  ];
  if (fitted.length === 0) {
    throw new UntrainableDataError(`no column besides the target "${target}" can be a feature: add some`);
  }
  const steps = fitted.map(({ step }) => step);
  requireDistinct([target, ...featureNames({ steps })]);
  return withScaling({ rawColumns: neededColumns(steps, inputs), steps }, fitted, inputs);
}

/** Learns from the features of the training rows how to bring them to one scale, if anything is to be scaled. */
function withScaling(plan: FeaturePlan, fitted: readonly FittedStep[], inputs: TrainingInputs): FeaturePlan {
  const scales = fitted.flatMap(({ step, scale }) => featuresOfStep(step).map(() => scale));
  if (scales.every((scale) => scale === 'none')) return plan;
  const { values } = applyFeaturePlan(plan, inputs.table());
  const ranges = scales.map((scale, feature) =>
    rangeOf(scale, scale === 'none' ? [] : everyNth(values, feature, scales.length)),
  );
  return {
    ...plan,
    scaling: { centers: ranges.map(({ center }) => center), scales: ranges.map(({ scale }) => scale) },
  };
}

const everyNth = (values: Float32Array, first: number, step: number): Float64Array =>
  Float64Array.from({ length: values.length / step }, (_, row) => values[row * step + first]!);

function requireDistinct(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) {
      throw new InvalidProjectFileError(`features: two columns would be named "${name}": choose another name for one`);
    }
    seen.add(name);
  }
}
