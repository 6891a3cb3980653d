import { z } from 'zod';

const Confidence = z.number().min(0.5).lt(1).default(0.95);

/** How much worse than production a metric may be, in its own unit. */
const Tolerance = z.number().nonnegative();

/** `gate` of a project file: metric → bound, and the criteria that have a name of their own. */
export const GateSettings = z
  .object({
    /** Compares with the model that serves now, on the same held-out rows. */
    againstProduction: z
      .strictObject({
        metric: z.string().min(1),
        tolerance: Tolerance.default(0),
        /** Of the interval of the difference, 0.5..1 exclusive. */
        confidence: Confidence,
        /** unlessWorse: fails when worse for certain; nonInferior: fails unless certain not to be worse. */
        rule: z.enum(['unlessWorse', 'nonInferior']).default('unlessWorse'),
        /** unseen: those of the new data version, which production has not learnt from, where these are known. */
        rows: z.enum(['unseen', 'all']).default('unseen'),
      })
      .optional(),
    /** In no part of the held-out rows, by the value of a column, may the model be worse than production. */
    segments: z
      .strictObject({
        columns: z.array(z.string().min(1)).min(1),
        /** Default: accuracy, or rmse for a regression. */
        metric: z.string().min(1).optional(),
        tolerance: Tolerance.default(0),
        /** Of all segments together. */
        confidence: Confidence,
        /** Smaller segments are not judged. */
        minRows: z.int().positive().default(30),
      })
      .optional(),
    /** Of the ONNX file; a MB is 1,000,000 bytes. */
    size: z.strictObject({ maxMb: z.number().positive() }).optional(),
    /** Median time of a prediction in the gate's own function, so that two runs need not agree. */
    latency: z
      .strictObject({ maxMs: z.number().positive(), rows: z.int().positive().max(10_000).default(1) })
      .optional(),
  })
  .catchall(z.strictObject({ min: z.number().optional(), max: z.number().optional() }));
export type GateSettings = z.infer<typeof GateSettings>;
