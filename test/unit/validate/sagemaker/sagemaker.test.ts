import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { SageMakerConstraints, SageMakerStatistics, SageMakerViolations } from '#src/contracts/sagemaker.ts';
import { checkConstraints } from '#src/validate/sagemaker/check-constraints.ts';
import { describeForSageMaker } from '#src/validate/sagemaker/describe-for-sagemaker.ts';
import { kllSketch } from '#src/validate/sagemaker/kll-sketch.ts';
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

  it('ask nothing of a column that had no value', () => {
    const described = describeForSageMaker(tableOf(numbers('later', [null, null])));
    expect(described.statistics.features).toEqual([{ name: 'later', inferred_type: 'Unknown' }]);
    expect(described.constraints.features).toEqual([{ name: 'later', inferred_type: 'Unknown', completeness: 0 }]);
    const filled = tableOf(texts('later', ['soon', null]));
    expect(checkConstraints(filled, described.constraints).violations).toEqual([]);
    expect(checkConstraints(tableOf(numbers('later', [-1, 2.5])), described.constraints).violations).toEqual([]);
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

describe('drift from the baseline', () => {
  const shifted = tableOf(
    numbers(
      'age',
      Array.from({ length: 1000 }, (_, index) => index % 100),
    ),
    texts(
      'city',
      Array.from({ length: 1000 }, (_, index) => (index % 2 ? 'Rome' : 'Oslo')),
    ),
  );
  const base = tableOf(
    numbers(
      'age',
      Array.from({ length: 5000 }, (_, index) => index % 80),
    ),
    texts(
      'city',
      Array.from({ length: 5000 }, (_, index) => (index % 5 ? 'Rome' : 'Oslo')),
    ),
  );
  const described = describeForSageMaker(base);
  const drift = (table: typeof base, comparison: object, seen = described.statistics) =>
    checkConstraints(
      table,
      SageMakerConstraints.parse({
        ...described.constraints,
        monitoring_config: { distribution_constraints: comparison },
      }),
      SageMakerStatistics.parse(seen),
    )
      .violations.filter((each) => each.constraint_check_type === 'baseline_drift_check')
      .map((each) => [each.feature_name, Number(/: (\S+)/.exec(each.description)?.[1])]);

  it('is the largest distance of the distributions, to a sketch as to the values', () => {
    const [age, city] = drift(shifted, { comparison_method: 'Simple' });
    expect(age).toEqual(['age', expect.closeTo(0.2, 2)]);
    expect(city).toEqual(['city', expect.closeTo(0.3 - 1.8 * Math.sqrt(6000 / 5e6), 6)]);
    expect(drift(shifted, {})[0]).toEqual(['age', expect.closeTo(0.2 - 1.8 * Math.sqrt(6000 / 5e6), 2)]);
    expect(drift(base, { comparison_method: 'Simple', comparison_threshold: 0.005 })).toEqual([]);
  });

  it('is taken from the buckets where there is no sketch', () => {
    const text = JSON.stringify(described.statistics).replaceAll(/,"sketch":\{.*?\]\]\}/g, '');
    expect(text).not.toContain('sketch');
    expect(drift(shifted, { comparison_method: 'Simple' }, JSON.parse(text))[0]?.[1]).toBeCloseTo(0.2, 1);
  });

  it('is looked for as the constraints say', () => {
    expect(drift(shifted, { perform_comparison: 'Disabled' })).toEqual([]);
    expect(drift(shifted, { comparison_threshold: 0.3, categorical_comparison_threshold: 0.3 })).toEqual([]);
    const chiSquared = { comparison_threshold: 1, categorical_drift_method: 'ChiSquared' };
    expect(drift(shifted, chiSquared).map(([name]) => name)).toEqual(['city']);
    expect(drift(base, chiSquared)).toEqual([]);
  });

  property.prop([
    fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 50 }),
    fc.integer({ min: 1, max: 400 }),
  ])('a sketch stands for as many values as there are, each rank within 2 %', (pattern, times) => {
    const values = Array.from({ length: times }, () => pattern).flat();
    const { data } = kllSketch(values);
    const below = (limit: number) =>
      data.reduce((sum, items, level) => sum + 2 ** level * items.filter((value) => value <= limit).length, 0);
    expect(below(50)).toBe(values.length);
    const exact = values.filter((value) => value <= 0).length;
    expect(Math.abs(below(0) - exact) / values.length).toBeLessThan(0.02);
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
