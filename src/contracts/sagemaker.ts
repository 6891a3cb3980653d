import { z } from 'zod';

/** `Unknown` is what SageMaker calls a column without values. */
const InferredType = z.enum(['Integral', 'Fractional', 'String', 'Unknown']);
const Share = z.number().min(0).max(1);
const Common = z.looseObject({ num_present: z.number(), num_missing: z.number() });

const NumericalStatistics = z.looseObject({
  common: Common,
  mean: z.number(),
  sum: z.number(),
  std_dev: z.number(),
  min: z.number(),
  max: z.number(),
  distribution: z.looseObject({
    kll: z.looseObject({
      buckets: z.array(z.looseObject({ lower_bound: z.number(), upper_bound: z.number(), count: z.number() })),
      /** An item of `data[h]` stands for 2^h values. */
      sketch: z
        .looseObject({
          parameters: z.looseObject({ c: z.number(), k: z.number() }),
          data: z.array(z.array(z.number())),
        })
        .optional(),
    }),
  }),
});

const StringStatistics = z.looseObject({
  common: Common,
  distinct_count: z.number(),
  distribution: z.looseObject({
    categorical: z.looseObject({ buckets: z.array(z.looseObject({ value: z.string(), count: z.number() })) }),
  }),
});

/** `statistics.json` of SageMaker Model Monitor. */
export const SageMakerStatistics = z.looseObject({
  version: z.number(),
  dataset: z.looseObject({ item_count: z.number() }),
  features: z.array(
    z.looseObject({
      name: z.string(),
      inferred_type: InferredType,
      numerical_statistics: NumericalStatistics.optional(),
      string_statistics: StringStatistics.optional(),
    }),
  ),
});
export type SageMakerStatistics = z.infer<typeof SageMakerStatistics>;

const FeatureConstraint = z.looseObject({
  name: z.string(),
  inferred_type: InferredType,
  /** Least share of rows with a value. */
  completeness: Share,
  num_constraints: z.looseObject({ is_non_negative: z.boolean() }).optional(),
  string_constraints: z.looseObject({ domains: z.array(z.string()) }).optional(),
});
export type FeatureConstraint = z.infer<typeof FeatureConstraint>;

/** `constraints.json` of SageMaker Model Monitor; what we do not check is let through. */
export const SageMakerConstraints = z.looseObject({
  version: z.number(),
  features: z.array(FeatureConstraint),
  monitoring_config: z
    .looseObject({
      evaluate_constraints: z.enum(['Enabled', 'Disabled']).default('Enabled'),
      /** Least share of values of the right type. SageMaker's documents say 0.1, its files 1.0. */
      datatype_check_threshold: Share.default(1),
      /** Least share of values within the domain. */
      domain_content_threshold: Share.default(1),
      /** How distributions are compared with the baseline's statistics. */
      distribution_constraints: z
        .looseObject({
          perform_comparison: z.enum(['Enabled', 'Disabled']).default('Enabled'),
          comparison_threshold: z.number().default(0.1),
          comparison_method: z.enum(['Simple', 'Robust']).default('Robust'),
          categorical_comparison_threshold: z.number().default(0.1),
          categorical_drift_method: z.enum(['LInfinity', 'ChiSquared']).default('LInfinity'),
        })
        .prefault({}),
    })
    .prefault({}),
});
export type SageMakerConstraints = z.infer<typeof SageMakerConstraints>;

/** `constraint_violations.json` of SageMaker Model Monitor. */
export const SageMakerViolations = z.object({
  violations: z.array(
    z.object({
      feature_name: z.string(),
      constraint_check_type: z.enum([
        'data_type_check',
        'completeness_check',
        'missing_column_check',
        'extra_column_check',
        'categorical_values_check',
        'baseline_drift_check',
      ]),
      description: z.string(),
    }),
  ),
});
export type SageMakerViolations = z.infer<typeof SageMakerViolations>;
