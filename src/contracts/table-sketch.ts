import { z } from 'zod';

/** Doubles, little-endian, as base64 in JSON. */
const Doubles = z.codec(
  z.base64(),
  z.custom<Float64Array>((value) => value instanceof Float64Array),
  {
    decode: (text) => new Float64Array(new Uint8Array(Buffer.from(text, 'base64')).buffer),
    encode: ({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('base64'),
  },
);

const NumberSketch = z
  .object({
    name: z.string(),
    storage: z.enum(['integer', 'float', 'boolean', 'timestamp']),
    missing: z.int().nonnegative(),
    infinite: z.int().nonnegative(),
    /** No value has more decimals, 0..6; absent when some has more. */
    decimals: z.int().min(0).max(6).optional(),
    /**
     * Ascending groups of the finite values: the smallest and the largest value of each, how many values it holds, and
     * where between both ends, 0..1, their mean lies.
     */
    least: Doubles,
    greatest: Doubles,
    counts: Doubles,
    means: Doubles,
  })
  .refine(({ least, greatest, counts, means }) =>
    [least, greatest, means].every(({ length }) => length === counts.length),
  );
export type NumberSketch = z.infer<typeof NumberSketch>;

const TextSketch = z
  .object({
    name: z.string(),
    storage: z.literal('string'),
    missing: z.int().nonnegative(),
    /** In code-point order; null when there are too many to keep. */
    levels: z.array(z.string()).nullable(),
    /** Rows of each level. */
    counts: Doubles,
  })
  .refine(({ levels, counts }) => (levels?.length ?? 0) === counts.length);
export type TextSketch = z.infer<typeof TextSketch>;

export const ColumnSketch = z.discriminatedUnion('storage', [NumberSketch, TextSketch]);
export type ColumnSketch = z.infer<typeof ColumnSketch>;

/** What is kept of some rows of a data set, for comparing distributions; such sketches merge. */
export const TableSketch = z.object({ rows: z.int().nonnegative(), columns: z.array(ColumnSketch) });
export type TableSketch = z.infer<typeof TableSketch>;
