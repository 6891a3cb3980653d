import { type FeaturePlan, type FeatureStep, featureNames, type RawColumn } from '../contracts/feature-plan.ts';
import type { StringColumn, Table } from '../tabular/table.ts';
import { kindsOf } from './column-kind.ts';
import { derivedFormula } from './derived-formula.ts';
import { encoders } from './encoders/index.ts';
import { evaluateFormula } from './expression/evaluate-formula.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { withoutInfinities } from './raw-columns.ts';
import { RawInputs } from './raw-inputs.ts';

/**
 * Makes the features of every row in TypeScript. The plan is fitted with it; what models learn from and are asked with
 * comes from the ONNX graph of the same plan, to which this is the reference.
 *
 * @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it
 */
export function applyFeaturePlan(plan: FeaturePlan, table: Table): FeatureMatrix {
  const names = featureNames(plan);
  const values = new Float32Array(table.rowCount * names.length);
  const inputs = new RawInputs(table, plan.rawColumns);
  let offset = 0;
  for (const step of plan.steps) {
    for (const value of featuresOf(step, inputs, plan.rawColumns)) {
      const scaled = scaling(plan, offset);
      for (let row = 0; row < table.rowCount; row += 1) values[row * names.length + offset] = scaled(value(row));
      offset += 1;
    }
  }
  return { names, rowCount: table.rowCount, values };
}

/** One feature's value by row. */
type Feature = (row: number) => number;

function featuresOf(step: FeatureStep, inputs: RawInputs, rawColumns: readonly RawColumn[]): Feature[] {
  switch (step.kind) {
    case 'numeric':
      return [at(inputs.numbers(step.column))];
    case 'derived': {
      const formula = derivedFormula(step.feature, step.expression, kindsOf(rawColumns));
      const values = withoutInfinities(Float32Array.from(evaluateFormula(formula, inputs)));
      const { fill = Number.NaN } = step;
      return [(row) => (Number.isNaN(values[row]!) ? fill : values[row]!)];
    }
    case 'ordinal':
      return encoded(inputs.texts(step.column), (column) => encoders.ordinal.valuesByLevel(step, column));
    case 'onehot':
      return encoded(inputs.texts(step.column), (column) => encoders.onehot.valuesByLevel(step, column));
    case 'frequency':
      return encoded(inputs.texts(step.column), (column) => encoders.frequency.valuesByLevel(step, column));
  }
}

type Texts = Pick<StringColumn, 'levels' | 'codes'>;

const at =
  (values: Float32Array): Feature =>
  (row) =>
    values[row]!;

function encoded(column: Texts, encode: (column: Texts) => readonly (readonly number[])[]): Feature[] {
  const byLevel = encode(column);
  const missing = byLevel.at(-1)!;
  return missing.map((_, feature) => (row) => (byLevel[column.codes[row]!] ?? missing)[feature]!);
}

function scaling({ scaling }: FeaturePlan, feature: number): (value: number) => number {
  if (!scaling) return (value) => value;
  const center = scaling.centers[feature]!;
  const scale = scaling.scales[feature]!;
  return (value) => {
    const scaled = Math.fround(Math.fround(Math.fround(value) - center) / scale);
    return Number.isFinite(scaled) ? scaled : Number.NaN;
  };
}
