import { z } from 'zod';
import { SafeName } from './names.ts';

/** A column's type as the drift rules and the features see it; `ignore` drops the column everywhere. */
export const ColumnType = z.enum(['numerical', 'categorical', 'boolean', 'text', 'datetime', 'ignore']);
export type ColumnType = z.infer<typeof ColumnType>;

export const DriftMethod = z.enum([
  'ks',
  'chisquare',
  'z',
  'wasserstein',
  'jensenshannon',
  'psi',
  'kl_div',
  'hellinger',
  'ks_distance',
  'total_variation',
]);
export type DriftMethod = z.infer<typeof DriftMethod>;

export const Task = z.enum(['binary', 'multiclass', 'regression']);
export type Task = z.infer<typeof Task>;

/** What becomes of data that break a rule: the version is quarantined, the rows are taken out, or it is only reported. */
const RuleConsequence = z.enum(['quarantine', 'drop', 'warn']);
export type RuleConsequence = z.infer<typeof RuleConsequence>;

const RuleSetting = z.union(
  [z.string().min(1), z.strictObject({ rule: z.string().min(1), otherwise: RuleConsequence.default('quarantine') })],
  { error: 'write a rule as text, or as { rule: "…", otherwise: quarantine | drop | warn }' },
);
export type RuleSetting = z.infer<typeof RuleSetting>;

const Validation = z.strictObject({
  /** A version with fewer rows is quarantined. */
  minRows: z.int().positive().default(30),
  /** Readable rules, e.g. `alcohol between 8 and 20` or `completeness(hue) >= 0.95`; docs/validation.md has them all. */
  rules: z.array(RuleSetting).default([]),
});

const Drift = z.strictObject({
  /**
   * `calibrated`: a column drifts when it has changed enough to matter and more than chance explains; `evidently`:
   * Evidently 0.7.23's own choice of method, binning and thresholds. docs/drift.md compares them.
   */
  mode: z.enum(['calibrated', 'evidently']).default('calibrated'),
  /** Share of drifted columns, 0..1, from which on the whole version counts as drifted. */
  share: z.number().min(0).max(1).default(0.5),
  /** Column → method, in place of the automatic choice. */
  methods: z.record(z.string(), DriftMethod).default({}),
});

const Features = z.strictObject({
  /** ordinal: rank in the code-point-sorted training values, unseen = missing. frequency: share of the training rows. */
  encode: z.enum(['ordinal', 'onehot', 'frequency']).default('ordinal'),
  /** What a missing number becomes; trees can live with `none`. */
  impute: z.enum(['none', 'mean', 'median', 'zero']).default('none'),
  /** New numeric columns by arithmetic on others: `{ phenol_ratio: "flavanoids / total_phenols" }`. */
  derived: z.record(SafeName, z.string().min(1)).default({}),
});

const Training = z.strictObject({
  algorithm: z.enum(['lightgbm', 'xgboost']).default('lightgbm'),
  /** The library's own parameter names, e.g. `num_leaves` or `max_depth`. */
  hyperparameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  test: z
    .strictObject({
      /** Share of the rows held out, 0..1 exclusive. */
      fraction: z.number().gt(0).lt(1).default(0.2),
      /** stratified falls back to random for a regression. */
      strategy: z.enum(['stratified', 'random']).default('stratified'),
    })
    .prefault({}),
  seed: z
    .int()
    .nonnegative()
    .max(2 ** 31 - 1)
    .default(42),
  compute: z.enum(['lambda']).default('lambda'),
  tune: z.strictObject({ trials: z.literal(0).default(0) }).prefault({}),
});

/** Metric → bound; `againstProduction` compares with the model that serves now. */
const Gate = z
  .object({
    againstProduction: z
      .strictObject({
        metric: z.string().min(1),
        /** How much worse than production the metric may be, in the metric's own unit. */
        tolerance: z.number().nonnegative().default(0),
      })
      .optional(),
  })
  .catchall(z.strictObject({ min: z.number().optional(), max: z.number().optional() }));

/** The whole of `projects/<name>.yaml`; everything but the first three keys has a default. */
export const ProjectFile = z.strictObject({
  project: SafeName,
  target: z.string().min(1),
  task: Task,
  team: SafeName.default('demo'),
  columns: z.record(z.string(), z.strictObject({ type: ColumnType })).default({}),
  validation: Validation.prefault({}),
  drift: Drift.prefault({}),
  features: Features.prefault({}),
  training: Training.prefault({}),
  gate: Gate.prefault({}),
  rollout: z.strictObject({ strategy: z.enum(['canary', 'blue-green', 'shadow', 'ab']) }).optional(),
  batch: z.strictObject({ schedule: z.string().min(1) }).optional(),
  monitoring: z.strictObject({ schedule: z.string().min(1) }).optional(),
});
export type ProjectFile = z.infer<typeof ProjectFile>;
