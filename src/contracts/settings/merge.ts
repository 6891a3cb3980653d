import { z } from 'zod';

/** Of rows with the same key only one stays. */
export const Deduplication = z.strictObject({
  /** The columns that together tell a row; rows that miss one of them are all kept. */
  by: z.array(z.string().min(1)).min(1),
  /** newest: the row of the latest data version, and of its rows the last; oldest: the first of the earliest. */
  keep: z.enum(['newest', 'oldest']).default('newest'),
});
export type Deduplication = z.infer<typeof Deduplication>;

/** `merge` of a project file: how a drifted version joins the data that the baseline was trained on. */
export const MergeSettings = z.strictObject({
  /** Default: every row is kept. */
  deduplicate: Deduplication.optional(),
  /** Whether merged data say of each row, in the column `_driftloop_version`, which data version it came with. */
  lineage: z.boolean().default(true),
});
