import type {
  FeatureConstraint,
  SageMakerConstraints,
  SageMakerStatistics,
  SageMakerViolations,
} from '../../contracts/sagemaker.ts';
import type { Column, Table } from '../../tabular/table.ts';
import { missingIn } from '../missing-in.ts';
import { numberIn } from '../number-text.ts';
import { textAt } from '../rules/rule.ts';
import { baselineDrift } from './baseline-drift.ts';

type Violation = SageMakerViolations['violations'][number];
type Thresholds = SageMakerConstraints['monitoring_config'];
type Check = readonly [type: Violation['constraint_check_type'], description: string];

/**
 * Holds a table against SageMaker's constraints.
 *
 * @param statistics - of the baseline; without them no distributions are compared
 */
export function checkConstraints(
  table: Table,
  constraints: SageMakerConstraints,
  statistics?: SageMakerStatistics,
): SageMakerViolations {
  const { features, monitoring_config: thresholds } = constraints;
  if (thresholds.evaluate_constraints === 'Disabled') return { violations: [] };
  const columns = new Map(table.columns.map((column) => [column.name, column]));
  const violations = features.flatMap((feature) => {
    const column = columns.get(feature.name);
    const found = column ? [...checkColumn(column, table.rowCount, feature, thresholds)] : [missingColumn(feature)];
    return found.map((check) => violation(feature.name, check));
  });
  const known = new Set(features.map(({ name }) => name));
  const extra = table.columns.filter(({ name }) => !known.has(name));
  return {
    violations: [
      ...violations,
      ...(statistics ? checkDistributions(table, thresholds, statistics) : []),
      ...extra.map(({ name }) => violation(name, ['extra_column_check', 'the column is not among the constraints'])),
    ],
  };
}

function checkDistributions(table: Table, thresholds: Thresholds, { features }: SageMakerStatistics): Violation[] {
  const { distribution_constraints: comparison } = thresholds;
  if (comparison.perform_comparison === 'Disabled') return [];
  const byName = new Map(features.map((feature) => [feature.name, feature]));
  return table.columns.flatMap((column) => {
    const feature = byName.get(column.name);
    const found = feature && baselineDrift(column, table, feature, comparison);
    return found === undefined ? [] : [violation(column.name, ['baseline_drift_check', found])];
  });
}

const violation = (name: string, [type, description]: Check): Violation => ({
  feature_name: name,
  constraint_check_type: type,
  description,
});

const missingColumn = ({ name }: FeatureConstraint): Check => ['missing_column_check', `there is no column "${name}"`];

function* checkColumn(
  column: Column,
  rows: number,
  feature: FeatureConstraint,
  thresholds: Thresholds,
): Iterable<Check> {
  const completeness = rows === 0 ? 0 : 1 - missingIn(column) / rows;
  if (completeness < feature.completeness) {
    yield [
      'completeness_check',
      `a share of ${completeness} of the rows has a value, less than ${feature.completeness}`,
    ];
  }
  const typed = shareWhere(column, rows, isOfType[feature.inferred_type]);
  if (typed < thresholds.datatype_check_threshold) {
    yield [
      'data_type_check',
      `a share of ${typed} of the values is ${feature.inferred_type}, less than ${thresholds.datatype_check_threshold}`,
    ];
  }
  const { num_constraints: numbers, string_constraints: texts } = feature;
  if (numbers?.is_non_negative && shareWhere(column, rows, (text) => !((numberIn(text) ?? 0) < 0)) < 1) {
    yield ['data_type_check', 'there are negative values, where none may be'];
  }
  if (!texts || texts.domains.length === 0) return;
  const domain = new Set(texts.domains);
  const within = shareWhere(column, rows, (text) => domain.has(text));
  if (within < thresholds.domain_content_threshold) {
    yield [
      'categorical_values_check',
      `a share of ${within} of the values is within the domain, less than ${thresholds.domain_content_threshold}`,
    ];
  }
}

const isOfType: Readonly<Record<FeatureConstraint['inferred_type'], (text: string) => boolean>> = {
  Integral: (text) => Number.isInteger(numberIn(text)),
  Fractional: (text) => numberIn(text) !== undefined,
  String: () => true,
  Unknown: () => true,
};

/** Of the rows with a value; 1 where there is none. */
function shareWhere(column: Column, rows: number, isFine: (text: string) => boolean): number {
  let [present, fine] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    const text = textAt(column, row);
    if (text === undefined) continue;
    present += 1;
    if (isFine(text)) fine += 1;
  }
  return present === 0 ? 1 : fine / present;
}
