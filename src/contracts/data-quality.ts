import { z } from 'zod';

const Share = z.number().min(0).max(1);

/** How good a data version is; src/validate/quality.ts says how it is reckoned. */
export const DataQuality = z.object({
  /** 0..100. */
  score: z.number().min(0).max(100),
  completeness: Share,
  validity: Share,
  uniqueness: Share,
  /** null without a rule about time. */
  timeliness: Share.nullable(),
});
export type DataQuality = z.infer<typeof DataQuality>;
