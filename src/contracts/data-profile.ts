import { z } from 'zod';
import { ColumnType } from './settings/column-type.ts';

/** Of the finite values of a number column. */
export const NumberProfile = z.object({
  /** null where it is beyond the range of a double. */
  mean: z.number().nullable(),
  /** Of the sample, with n - 1; 0 for a single value; null where it is beyond the range of a double. */
  std: z.number().nullable(),
  min: z.number(),
  max: z.number(),
  /** Value at a share of the sorted values, linearly interpolated; `0.5` is the median. */
  quantiles: z.record(z.string(), z.number()),
});
export type NumberProfile = z.infer<typeof NumberProfile>;

export const ColumnProfile = z.object({
  name: z.string(),
  storage: z.enum(['integer', 'float', 'boolean', 'timestamp', 'string']),
  /** `unknown` where no row has a value. */
  type: ColumnType.or(z.literal('unknown')),
  missing: z.int(),
  distinct: z.int(),
  /** Values that are neither missing nor finite. */
  infinite: z.int(),
  numbers: NumberProfile.optional(),
  /** First and last instant of a timestamp column. */
  times: z.object({ min: z.iso.datetime(), max: z.iso.datetime() }).optional(),
  /** The commonest values, the most frequent first; absent for numbers and times with many values. */
  top: z.array(z.object({ value: z.union([z.string(), z.number(), z.boolean()]), count: z.int() })).optional(),
});
export type ColumnProfile = z.infer<typeof ColumnProfile>;

/** What a data set looks like, column by column; what `driftloop profile --json` prints. */
export const DataProfile = z.object({ rows: z.int(), columns: z.array(ColumnProfile) });
export type DataProfile = z.infer<typeof DataProfile>;
