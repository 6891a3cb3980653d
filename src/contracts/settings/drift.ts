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
  'ks_distance',
  'total_variation',
]);
export type DriftMethod = z.infer<typeof DriftMethod>;

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
});
