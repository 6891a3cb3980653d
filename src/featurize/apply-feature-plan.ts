import { type FeaturePlan, type FeatureStep, featureNames } from '../contracts/feature-plan.ts';
import type { StringColumn, Table } from '../tabular/table.ts';
import { encoders } from './encoders/index.ts';
import { evaluateExpression } from './expression/evaluate-expression.ts';
import { parseExpression } from './expression/parse-expression.ts';
import type { FeatureMatrix } from './feature-matrix.ts';
import { numberColumn, textColumn, withoutInfinities } from './raw-columns.ts';

/**
 * Makes the features of every row, in float32, exactly as the ONNX graph of the plan does.
 *
 * @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it
 */
export function applyFeaturePlan(plan: FeaturePlan, table: Table): FeatureMatrix {
  const names = featureNames(plan);
  const values = new Float32Array(table.rowCount * names.length);
  const numbers = filledNumbers(plan, table);
  let offset = 0;
  for (const step of plan.steps) {
    for (const column of featuresOf(step, table, numbers)) {
      for (let row = 0; row < table.rowCount; row += 1) values[row * names.length + offset] = column(row);
      offset += 1;
    }
  }
  return { names, rowCount: table.rowCount, values };
}

/** One feature's value by row. */
type Feature = (row: number) => number;

function featuresOf(step: FeatureStep, table: Table, numbers: (name: string) => Float32Array): Feature[] {
  switch (step.kind) {
    case 'numeric':
      return [at(numbers(step.column))];
    case 'derived':
      return [at(withoutInfinities(evaluateExpression(parseExpression(step.expression), table.rowCount, numbers)))];
    case 'ordinal':
      return encoded(textColumn(table, step.column), (column) => encoders.ordinal.valuesByLevel(step, column));
    case 'onehot':
      return encoded(textColumn(table, step.column), (column) => encoders.onehot.valuesByLevel(step, column));
    case 'frequency':
      return encoded(textColumn(table, step.column), (column) => encoders.frequency.valuesByLevel(step, column));
  }
}

const at =
  (values: Float32Array): Feature =>
  (row) =>
    values[row]!;

function encoded(column: StringColumn, encode: (column: StringColumn) => readonly (readonly number[])[]): Feature[] {
  const byLevel = encode(column);
  const missing = byLevel.at(-1)!;
  return missing.map((_, feature) => (row) => (byLevel[column.codes[row]!] ?? missing)[feature]!);
}

/** Number columns by name with their missing values filled, each made once. */
function filledNumbers({ steps }: FeaturePlan, table: Table): (name: string) => Float32Array {
  const fills = new Map(steps.flatMap((step) => (step.kind === 'numeric' ? [[step.column, step.fill] as const] : [])));
  const made = new Map<string, Float32Array>();
  return (name) => {
    const before = made.get(name);
    if (before) return before;
    const fill = fills.get(name) ?? Number.NaN;
    const filled = numberColumn(table, name).map((value) => (Number.isNaN(value) ? fill : value));
    made.set(name, filled);
    return filled;
  };
}
