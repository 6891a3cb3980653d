import { z } from 'zod';
import { SafeName } from '../names.ts';

const Encode = z.enum(['ordinal', 'onehot', 'frequency', 'native']);

const Constant = z.strictObject({ constant: z.number() });
const Impute = z.union([z.enum(['none', 'mean', 'median', 'zero', 'most_frequent']), Constant], {
  error: 'write none, mean, median, zero, most_frequent or { constant: NUMBER }',
});
const ImputeText = z.enum(['none', 'most_frequent', 'level']);
const Scale = z.enum(['none', 'standard', 'minmax', 'robust']);

const Bucket = z
  .strictObject({
    /** So many buckets, of about as many training rows each. */
    quantiles: z.int().min(2).max(1000).optional(),
    /** A value belongs to the bucket after the last edge that is not above it; ascending. */
    edges: z.array(z.number()).min(1).max(1000).optional(),
  })
  .refine(({ quantiles, edges }) => (quantiles === undefined) !== (edges === undefined), {
    error: 'give either quantiles or edges',
  })
  .refine(({ edges = [] }) => edges.slice(1).every((edge, index) => edge > (edges[index] ?? edge)), {
    error: 'edges must ascend',
  });

const DatePart = z.enum(['year', 'month', 'day', 'weekday', 'hour', 'minute', 'days']);
const TextLength = z.enum(['characters', 'words']);

/** What differs for one column from the general settings. */
const ColumnFeatures = z
  .strictObject({
    /** Text columns only. */
    encode: Encode.optional(),
    /** `level` is for text columns only; mean, median, zero and a constant are for the others. */
    impute: z
      .union([Impute, ImputeText], {
        error: 'write none, mean, median, zero, most_frequent, level or { constant: NUMBER }',
      })
      .optional(),
    /** Adds `<column>_missing`: 1 where there is no value, else 0. */
    indicator: z.boolean().default(false),
    /** Number columns only; the powers are fitted by maximum likelihood. */
    transform: z.enum(['none', 'log', 'log1p', 'sqrt', 'yeo-johnson', 'box-cox']).default('none'),
    /** Number columns only: the position of the value's bucket in place of the value. */
    bucket: Bucket.optional(),
    scale: Scale.optional(),
    /** Datetime columns only: one feature `<column>_<part>` each. */
    parts: z.array(DatePart).default([]),
    /** Text columns only: one feature `<column>_<length>` each. */
    length: z.union([TextLength.transform((one) => [one]), z.array(TextLength)]).default([]),
  })
  .refine(({ transform, bucket }) => transform === 'none' || !bucket, {
    error: 'give either transform or bucket: no transform changes who shares a bucket',
  });
export type ColumnFeatures = z.infer<typeof ColumnFeatures>;

/** `features` of a project file; docs/features.md explains each key. */
export const FeatureSettings = z.strictObject({
  /** ordinal: rank in the code-point-sorted training values, unseen = missing. frequency: share of the training rows. */
  encode: Encode.default('ordinal'),
  /** What a missing number becomes, a derived one too; trees can live with `none`. */
  impute: Impute.default('none'),
  /** What a missing or unseen text becomes: the most frequent training value, or a level of its own. */
  imputeText: ImputeText.default('none'),
  /** Of every feature but one-hot ones and missing-value indicators. */
  scale: Scale.default('none'),
  /** Column → what differs for it. */
  columns: z.record(z.string(), ColumnFeatures).default({}),
  /** New numeric columns by expressions on others: `{ phenol_ratio: "flavanoids / total_phenols" }`. */
  derived: z.record(SafeName, z.string().min(1)).default({}),
});
export type FeatureSettings = z.infer<typeof FeatureSettings>;
