import { z } from 'zod';

const encoding = { column: z.string(), levels: z.array(z.string()) };

/**
 * How features are made from one raw column, or from several by an expression; fitted on the training rows only.
 * Every feature is a float32, and a number that is not finite counts as missing.
 */
export const FeatureStep = z.discriminatedUnion('kind', [
  /** A number as it is, booleans as 0 and 1; a missing one is filled as its raw column says. */
  z.object({ kind: z.literal('numeric'), feature: z.string(), column: z.string() }),
  /** The rank of a text in `levels` (code-point order); `otherwise`, or missing, for one that is unseen or missing. */
  z.object({
    kind: z.literal('ordinal'),
    feature: z.string(),
    ...encoding,
    otherwise: z.number().optional(),
    /** The rank stands for a category of its own, and says nothing of an order. */
    native: z.literal(true).optional(),
  }),
  /** One feature per level: 1 where the text equals it, else 0. A feature beyond the levels is 1 for all other texts. */
  z.object({
    kind: z.literal('onehot'),
    features: z.array(z.string()),
    ...encoding,
    /** Position of the feature that is 1 for a text that is unseen or missing; absent: none is. */
    otherwise: z.int().optional(),
  }),
  /** The share of the training rows with that text; `otherwise`, or 0, for one that is unseen or missing. */
  z.object({
    kind: z.literal('frequency'),
    feature: z.string(),
    ...encoding,
    shares: z.array(z.number()),
    otherwise: z.number().optional(),
  }),
  /** An expression (docs/features.md) on raw columns, after missing numbers are filled, computed in double precision. */
  z.object({
    kind: z.literal('derived'),
    feature: z.string(),
    expression: z.string(),
    /** What a missing result becomes; absent: it stays missing. */
    fill: z.number().optional(),
  }),
]);
export type FeatureStep = z.infer<typeof FeatureStep>;

/**
 * What the graph is given of a raw value. `value`: the number or the text itself. Of a time, as float32 holds them
 * exactly: `days`, whole days since 1970-01-01, and `seconds`, whole seconds of that day (UTC). Of a text, since ONNX has
 * no operator for it: `characters` (Unicode code points) and `words` (separated by white space).
 */
export const Reading = z.enum(['value', 'days', 'seconds', 'characters', 'words']);
export type Reading = z.infer<typeof Reading>;

/** A raw column a client sends, in the order of `{"features": [[…]]}`. */
export const RawColumn = z.object({
  name: z.string(),
  storage: z.enum(['integer', 'float', 'boolean', 'timestamp', 'string']),
  /** What a missing number becomes; absent: it stays missing. */
  fill: z.number().optional(),
  /** Absent: days and seconds of a time, else the value. */
  reads: z.array(Reading).optional(),
});
export type RawColumn = z.infer<typeof RawColumn>;

/** Per feature, in their order: it becomes (feature − center) / scale. */
const Scaling = z.object({ centers: z.array(z.number()), scales: z.array(z.number()) });
export type Scaling = z.infer<typeof Scaling>;

/**
 * From raw columns to the model's features, as data: the ONNX graph is made of it. The graph's inputs are `numbers`
 * (float32 [N, k], every reading of the raw columns that is a number, in order, missing = NaN) and `strings` (string
 * [N, m], the texts, missing = ""); an input without columns is left out.
 */
export const FeaturePlan = z.object({
  rawColumns: z.array(RawColumn),
  steps: z.array(FeatureStep),
  /** Absent: features stay as the steps make them. */
  scaling: Scaling.optional(),
});
export type FeaturePlan = z.infer<typeof FeaturePlan>;

/** The names of the features that a step makes. */
export const featuresOfStep = (step: FeatureStep): readonly string[] =>
  step.kind === 'onehot' ? step.features : [step.feature];

/** The names of the features, in the order in which the model takes them. */
export const featureNames = ({ steps }: Pick<FeaturePlan, 'steps'>): string[] => steps.flatMap(featuresOfStep);
