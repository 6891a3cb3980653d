import type { FeatureConstraint, SageMakerConstraints, SageMakerStatistics } from '../../contracts/sagemaker.ts';
import type { Column, NumericColumn, StringColumn, Table } from '../../tabular/table.ts';
import { missingIn } from '../missing-in.ts';
import { textAt } from '../rules/rule.ts';
import { buckets } from './buckets.ts';
import { kllSketch } from './kll-sketch.ts';

/** A text column with more values than this has no domain. */
const MAX_DOMAIN = 100;

interface SageMakerFiles {
  readonly statistics: SageMakerStatistics;
  readonly constraints: SageMakerConstraints;
}

/** A table as SageMaker Model Monitor describes it: `statistics.json`, and `constraints.json` that it keeps to itself. */
export function describeForSageMaker({ columns, rowCount }: Table): SageMakerFiles {
  const statistics = {
    version: 0,
    dataset: { item_count: rowCount },
    features: columns.map((column) => ({
      name: column.name,
      inferred_type: inferredType(column, rowCount),
      ...(isNumber(column) ? numericalStatistics(column, rowCount) : stringStatistics(column, rowCount)),
    })),
  };
  const constraints = {
    version: 0,
    features: columns.map((column) => constraintOf(column, rowCount)),
    monitoring_config: MONITORING,
  };
  return { statistics, constraints };
}

/** Thresholds as in the files that SageMaker writes. */
const MONITORING = {
  evaluate_constraints: 'Enabled',
  emit_metrics: 'Enabled',
  datatype_check_threshold: 1,
  domain_content_threshold: 1,
  distribution_constraints: {
    perform_comparison: 'Enabled',
    comparison_threshold: 0.1,
    comparison_method: 'Robust',
    categorical_comparison_threshold: 0.1,
    categorical_drift_method: 'LInfinity',
  },
} as const;

/** Booleans and times are texts to SageMaker. */
const isNumber = (column: Column): column is NumericColumn =>
  column.storage === 'integer' || column.storage === 'float';

function inferredType(column: Column, rowCount: number): FeatureConstraint['inferred_type'] {
  if (missingIn(column) === rowCount) return 'Unknown';
  if (isNumber(column)) return column.storage === 'integer' ? 'Integral' : 'Fractional';
  return 'String';
}

function numericalStatistics({ values }: NumericColumn, rowCount: number) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  if (sorted.length === 0) return {};
  const mean = sorted.reduce((sum, value) => sum + value / sorted.length, 0);
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2 / sorted.length, 0);
  const sum = mean * sorted.length;
  const [min, max] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  // JSON has no infinity: values near the end of the doubles' range have no such figures.
  if (![sum, variance, max - min].every(Number.isFinite)) return {};
  return {
    numerical_statistics: {
      common: { num_present: sorted.length, num_missing: rowCount - sorted.length },
      mean,
      sum,
      std_dev: Math.sqrt(variance),
      min,
      max,
      distribution: { kll: { buckets: buckets(sorted), sketch: kllSketch(sorted) } },
    },
  };
}

function stringStatistics(column: Column, rowCount: number) {
  const counts = countTexts(column, rowCount);
  const missing = missingIn(column);
  return {
    string_statistics: {
      common: { num_present: rowCount - missing, num_missing: missing },
      distinct_count: counts.size,
      distribution: {
        categorical: { buckets: Array.from(counts, ([value, count]) => ({ value, count })).slice(0, MAX_DOMAIN) },
      },
    },
  };
}

function constraintOf(column: Column, rowCount: number): FeatureConstraint {
  const common = {
    name: column.name,
    inferred_type: inferredType(column, rowCount),
    completeness: rowCount === 0 ? 0 : 1 - missingIn(column) / rowCount,
  };
  // No value says nothing about those to come.
  if (common.inferred_type === 'Unknown') return common;
  if (isNumber(column))
    return { ...common, num_constraints: { is_non_negative: column.values.every((value) => !(value < 0)) } };
  return { ...common, ...domainOf(column, rowCount) };
}

/** The values of a text column, where they are few and come more than once. */
function domainOf(column: Column, rowCount: number): Pick<FeatureConstraint, 'string_constraints'> {
  const counts = countTexts(column, rowCount);
  const isCategory = counts.size > 0 && counts.size <= MAX_DOMAIN && counts.size <= rowCount / 2;
  return isCategory ? { string_constraints: { domains: [...counts.keys()].toSorted() } } : {};
}

/** The commonest first. */
function countTexts(column: StringColumn | NumericColumn, rowCount: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < rowCount; row += 1) {
    const value = textAt(column, row);
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}
