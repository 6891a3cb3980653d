import { z } from 'zod';
import { describeIssue } from '../describe-issue.ts';
import { CurveMetric } from './curve-metric.ts';

const interval = <N extends z.ZodNumber>(limit: N) =>
  z
    .tuple([limit, limit])
    .refine(([low = 0, high = 0]) => low < high, 'the first number must be smaller than the second');

/** Orders of magnitude are searched evenly, not the numbers themselves. */
const log = z.boolean().default(false);
const ABOVE_ZERO = { path: ['log'], error: 'a logarithm needs a range above 0' };

const IntegerRange = z
  .strictObject({ int: interval(z.int()), log })
  .refine(({ int, log }) => !log || int[0] > 0, ABOVE_ZERO);
const RealRange = z
  .strictObject({ float: interval(z.number()), log })
  .refine(({ float, log }) => !log || float[0] > 0, ABOVE_ZERO);
const Choice = z.strictObject({ choice: z.array(z.union([z.number(), z.string(), z.boolean()])).min(1) });

/** `{ int: [8, 128], log: true }`, `{ float: [0.01, 0.3] }` or `{ choice: [gbdt, dart] }`; both ends are included. */
export const SearchRange = z.record(z.string(), z.unknown()).transform((given, context) => {
  const schema = 'int' in given ? IntegerRange : 'float' in given ? RealRange : Choice;
  const parsed = schema.safeParse(given, { error: describeIssue });
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});
export type SearchRange = z.infer<typeof SearchRange>;

/** `training.tune` of a project file: hyperparameters found by trying. */
export const TuningSettings = z.strictObject({
  /** Sets of hyperparameters to try; 0: none, the project's own are used. */
  trials: z.int().nonnegative().max(1000).default(0),
  /** What the best trial is best in, on rows set aside of the training rows; default: auc, logLoss (multiclass), rmse. */
  metric: CurveMetric.optional(),
  /** tpe learns from earlier trials where good ones are. */
  sampler: z.enum(['tpe', 'random']).default('tpe'),
  /** Which trials are given up before their last round. */
  pruner: z.enum(['median', 'halving', 'none']).default('median'),
  /** Seconds after which no batch of trials is begun; the best one so far counts. */
  timeoutSeconds: z.number().positive().optional(),
  /** Trials at a time; each knows those of earlier batches, so that the result does not depend on which one ends first. */
  parallel: z.int().positive().max(40).default(2),
  /** Hyperparameter → range; default: those that matter most to the algorithm. */
  space: z
    .record(z.string(), SearchRange)
    .refine((space) => Object.keys(space).length > 0, 'name at least one hyperparameter, or leave space out')
    .optional(),
});
