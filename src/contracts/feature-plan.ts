import { z } from 'zod';

/**
 * How features are made from one raw column, or from several by arithmetic; fitted on the training rows only.
 * Everything is computed in float32, and a number that is not finite counts as missing.
 */
export const FeatureStep = z.discriminatedUnion('kind', [
  /** A number as it is, booleans as 0 and 1; `fill` (if any) replaces a missing one. */
  z.object({ kind: z.literal('numeric'), feature: z.string(), column: z.string(), fill: z.number().nullable() }),
  /** The rank of a text value in `levels` (code-point order); unseen or missing is missing. */
  z.object({ kind: z.literal('ordinal'), feature: z.string(), column: z.string(), levels: z.array(z.string()) }),
  /** One feature per level: 1 where the text equals it, else 0. */
  z.object({
    kind: z.literal('onehot'),
    features: z.array(z.string()),
    column: z.string(),
    levels: z.array(z.string()),
  }),
  /** The share of the training rows with that text; unseen or missing is 0. */
  z.object({
    kind: z.literal('frequency'),
    feature: z.string(),
    column: z.string(),
    levels: z.array(z.string()),
    shares: z.array(z.number()),
  }),
  /** Arithmetic (+ - * /, parentheses, numbers, column names) on number columns, after their missing values are filled. */
  z.object({ kind: z.literal('derived'), feature: z.string(), expression: z.string() }),
]);
export type FeatureStep = z.infer<typeof FeatureStep>;

/** A raw column a client sends, in the order of `{"features": [[…]]}`. */
export const RawColumn = z.object({
  name: z.string(),
  storage: z.enum(['integer', 'float', 'boolean', 'string']),
});
export type RawColumn = z.infer<typeof RawColumn>;

/**
 * From raw columns to the model's features, as data: the featurize step applies it, and the ONNX graph contains it.
 * The graph's inputs are `numbers` (float32 [N, k], the non-string raw columns in order, missing = NaN) and `strings`
 * (string [N, m], the string ones, missing = ""); an input without columns is left out.
 */
export const FeaturePlan = z.object({
  rawColumns: z.array(RawColumn),
  steps: z.array(FeatureStep),
});
export type FeaturePlan = z.infer<typeof FeaturePlan>;

/** The names of the features, in the order in which the model takes them. */
export const featureNames = ({ steps }: Pick<FeaturePlan, 'steps'>): string[] =>
  steps.flatMap((step) => (step.kind === 'onehot' ? step.features : [step.feature]));
