import { z } from 'zod';

/** `training.onnx`: how the model is written, where its size matters. For trees; a linear model is small. */
export const OnnxSettings = z.strictObject({
  /** compact: the same predictions in less than half of the bytes, for runtimes that know ai.onnx.ml 5. */
  trees: z.enum(['standard', 'compact']).default('standard'),
  /** Leaves are rounded to 2^bits − 1 values per output, which compact trees share; default: they are as learnt. */
  leafBits: z.int().min(4).max(16).optional(),
  /** Whether the file keeps how many rows reached each leaf, which explanations need. */
  explain: z.boolean().default(true),
});
export type OnnxSettings = z.infer<typeof OnnxSettings>;
