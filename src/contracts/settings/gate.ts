import { z } from 'zod';

/** `gate` of a project file: metric → bound; `againstProduction` compares with the model that serves now. */
export const GateSettings = z
  .object({
    againstProduction: z
      .strictObject({
        metric: z.string().min(1),
        /** How much worse than production the metric may be, in the metric's own unit. */
        tolerance: z.number().nonnegative().default(0),
      })
      .optional(),
  })
  .catchall(z.strictObject({ min: z.number().optional(), max: z.number().optional() }));
