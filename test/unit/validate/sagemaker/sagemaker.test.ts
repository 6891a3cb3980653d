import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { SageMakerConstraints, SageMakerStatistics, SageMakerViolations } from '#src/contracts/sagemaker.ts';
import { checkConstraints } from '#src/validate/sagemaker/check-constraints.ts';
import { describeForSageMaker } from '#src/validate/sagemaker/describe-for-sagemaker.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const people = tableOf(
  numbers('age', [20, 30, 40, null], 'integer'),
  numbers('balance', [-1.5, 0, 2.5, 3]),
  texts('city', ['Rome', 'Oslo', 'Rome', 'Oslo']),
);
const { statistics, constraints } = describeForSageMaker(people);

describe("SageMaker's files", () => {
  it('describe numbers by moments and ten buckets, texts by their values', () => {
    expect(statistics.dataset.item_count).toBe(4);
    expect(statistics.features[0]).toMatchObject({
      name: 'age',
      inferred_type: 'Integral',
      numerical_statistics: { common: { num_present: 3, num_missing: 1 }, mean: 30, sum: 90, min: 20, max: 40 },
    });
    expect(statistics.features[0]?.numerical_statistics?.std_dev).toBeCloseTo(8.165, 3);
    const buckets = statistics.features[0]?.numerical_statistics?.distribution.kll.buckets ?? [];
    expect(buckets.map(({ count }) => count)).toEqual([1, 0, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect(statistics.features[2]).toMatchObject({
      inferred_type: 'String',
      string_statistics: {
        distinct_count: 2,
        distribution: { categorical: { buckets: [{ value: 'Rome', count: 2 }, {}] } },
      },
    });
    expect(constraints.features).toEqual([
      { name: 'age', inferred_type: 'Integral', completeness: 0.75, num_constraints: { is_non_negative: true } },
      { name: 'balance', inferred_type: 'Fractional', completeness: 1, num_constraints: { is_non_negative: false } },
      { name: 'city', inferred_type: 'String', completeness: 1, string_constraints: { domains: ['Oslo', 'Rome'] } },
    ]);
  });

  it('name each check that data break', () => {
    const broken = tableOf(
      numbers('age', [-20, 30.5, null, null]),
      texts('city', ['Rome', 'Bonn', 'Rome', 'Rome']),
      numbers('new', [1, 2, 3, 4]),
    );
    const found = SageMakerViolations.parse(checkConstraints(broken, constraints)).violations;
    expect(found.map((each) => [each.feature_name, each.constraint_check_type])).toEqual([
      ['age', 'completeness_check'],
      ['age', 'data_type_check'],
      ['age', 'data_type_check'],
      ['balance', 'missing_column_check'],
      ['city', 'categorical_values_check'],
      ['new', 'extra_column_check'],
    ]);
  });

  it('are read with the thresholds they have, and checked only when that is enabled', () => {
    const config = (changes: object) => SageMakerConstraints.parse({ ...constraints, monitoring_config: changes });
    const other = tableOf(...people.columns.slice(0, 2), texts('city', ['Rome', 'Bonn', 'Rome', 'Rome']));
    expect(checkConstraints(other, config({})).violations).toHaveLength(1);
    expect(checkConstraints(other, config({ domain_content_threshold: 0.1 })).violations).toEqual([]);
    expect(checkConstraints(other, config({ evaluate_constraints: 'Disabled' })).violations).toEqual([]);
  });
});

const number = fc.option(fc.oneof(fc.integer(), fc.double({ noNaN: true })));
const rows = fc.array(fc.tuple(number, fc.option(fc.constantFrom('a', 'b', '-1', ' '))), { maxLength: 30 });
property.prop([rows])('constraints are kept by the data they come from, and survive JSON', (values) => {
  const table = tableOf(
    numbers(
      'x',
      values.map(([x]) => x),
    ),
    texts(
      'c',
      values.map(([, c]) => c),
    ),
  );
  const files = describeForSageMaker(table);
  SageMakerStatistics.parse(JSON.parse(JSON.stringify(files.statistics)));
  const read = SageMakerConstraints.parse(JSON.parse(JSON.stringify(files.constraints)));
  expect(checkConstraints(table, read).violations).toEqual([]);
});
