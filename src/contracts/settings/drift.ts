import { z } from 'zod';

export const DriftMethod = z.enum([
  'ks',
  'chisquare',
  'z',
  'wasserstein',
  'jensenshannon',
  'psi',
  'kl_div',
  'hellinger',
  't_test',
  'mannw',
  'anderson',
  'cramer_von_mises',
  'es',
  'ed',
  'g_test',
  'fisher_exact',
  'TVD',
  'ks_distance',
  'total_variation',
]);
export type DriftMethod = z.infer<typeof DriftMethod>;

/** The tests of free text, which are chosen by the mode and not asked for. */
export const TextMethod = z.enum(['perc_text_content_drift', 'abs_text_content_drift', 'domain_classifier']);
export type TextMethod = z.infer<typeof TextMethod>;

/** `drift` of a project file. */
export const DriftSettings = z.strictObject({
  /**
   * `calibrated`: a column drifts when it has changed enough to matter and more than chance explains; `evidently`:
   * Evidently 0.7.23's own choice of method, binning and thresholds. docs/drift.md compares them.
   */
  mode: z.enum(['calibrated', 'evidently']).default('calibrated'),
  /** Share of drifted columns, 0..1, from which on the whole version counts as drifted. */
  share: z.number().min(0).max(1).default(0.5),
  /** Column → method, in place of the automatic choice. */
  methods: z.record(z.string(), DriftMethod).default({}),
  /** Column → threshold, in place of its test's own: from 0 to 1 for a p-value, 0 or more for a distance. */
  thresholds: z.record(z.string(), z.number().min(0)).default({}),
  /** Columns within each of whose values the comparison is repeated. */
  segments: z.array(z.string()).default([]),
  /**
   * What a column counts in the share of drifted columns: `equal`, or `importance`, its share of what the features gain
   * the model whose data is the reference; a column that is no feature of it then counts nothing.
   */
  weights: z.enum(['equal', 'importance']).default('equal'),
  /**
   * Data with more rows than this are checked in shards of so many rows, side by side; default: 25 million values, which
   * is 500,000 rows of 50 columns.
   */
  shardRows: z.int().min(10).optional(),
});
