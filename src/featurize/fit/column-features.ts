import type { FeatureStep } from '../../contracts/feature-plan.ts';
import type { StringColumn } from '../../tabular/table.ts';
import { encoders } from '../encoders/index.ts';
import { quoteColumn } from '../expression/expression.ts';
import type { FeatureColumn } from '../feature-columns.ts';
import type { ColumnSettings, NumberImputation } from '../feature-settings.ts';
import { quantileEdges } from './bucket-edges.ts';
import { fillValue } from './impute.ts';
import { fitPower } from './power.ts';
import type { Scale } from './scaling.ts';
import type { TrainingInputs } from './training-inputs.ts';

/** A step of the plan, and how its features are scaled. */
export interface FittedStep {
  readonly step: FeatureStep;
  readonly scale: Scale;
}

/** What is made of one column: the feature that it is itself, and those that its settings ask for. */
export function columnFeatures(
  { column, isFeature }: FeatureColumn,
  settings: ColumnSettings,
  inputs: TrainingInputs,
  trainRows: readonly number[],
): FittedStep[] {
  const { name } = column;
  const { indicator, parts, length, scale, impute } = settings;
  const own = isFeature ? [ownFeature(column.storage === 'string' ? column : name, settings, inputs, trainRows)] : [];
  const computed = [
    ...parts.map((part) => [part, `${part}(${quoteColumn(name)})`] as const),
    ...length.map((unit) => [unit, `${LENGTHS[unit]}(${quoteColumn(name)})`] as const),
  ];
  return [
    ...own,
    ...computed.map(([suffix, text]) => ({ step: expressionStep(`${name}_${suffix}`, text, impute, inputs), scale })),
    ...(indicator ? [indicatorOf(name)] : []),
  ];
}

const LENGTHS = { characters: 'length', words: 'words' } as const;

const indicatorOf = (name: string): FittedStep => ({
  step: { kind: 'derived', feature: `${name}_missing`, expression: `missing(${quoteColumn(name)})` },
  scale: 'none',
});

/** A feature that an expression computes; where its result is missing it is imputed as a column would be. */
export function expressionStep(
  feature: string,
  expression: string,
  impute: NumberImputation,
  inputs: TrainingInputs,
): FeatureStep {
  const formula = inputs.formulaOf(feature, expression);
  const fill = impute === 'none' ? undefined : fillValue(impute, Float32Array.from(inputs.valuesOf(formula)));
  return { kind: 'derived', feature, expression, ...(fill !== undefined && { fill }) };
}

function ownFeature(
  column: StringColumn | string,
  settings: ColumnSettings,
  inputs: TrainingInputs,
  trainRows: readonly number[],
): FittedStep {
  const { encode, imputeText, impute, scale } = settings;
  if (typeof column !== 'string') {
    const step = encoders[encode].fit(column, trainRows, imputeText);
    return { step, scale: encode === 'onehot' || encode === 'native' ? 'none' : scale };
  }
  const expression = settings.bucket
    ? bucketed(column, settings.bucket, inputs)
    : transformed(column, settings, inputs);
  const step = expression
    ? expressionStep(column, expression, impute, inputs)
    : ({ kind: 'numeric', feature: column, column } as const);
  return { step, scale };
}

const valuesOf = (column: string, inputs: TrainingInputs): Float64Array =>
  inputs.valuesOf({ kind: 'input', column, reading: 'value' });

/** `features.columns.<column>.transform` as an expression; powers are fitted. */
function transformed(column: string, { transform }: ColumnSettings, inputs: TrainingInputs): string | undefined {
  if (transform === 'none') return undefined;
  if (transform === 'log' || transform === 'log1p' || transform === 'sqrt')
    return `${transform}(${quoteColumn(column)})`;
  const call = transform === 'box-cox' ? 'boxcox' : 'yeojohnson';
  return `${call}(${quoteColumn(column)}, ${fitPower(transform, valuesOf(column, inputs), column)})`;
}

/** `features.columns.<column>.bucket` as an expression; quantiles are fitted. */
function bucketed(column: string, { quantiles, edges }: Bucket, inputs: TrainingInputs): string {
  const fitted = quantiles ? quantileEdges(valuesOf(column, inputs), quantiles) : (edges ?? []);
  return `bucket(${[quoteColumn(column), ...fitted].join(', ')})`;
}

type Bucket = NonNullable<ColumnSettings['bucket']>;
