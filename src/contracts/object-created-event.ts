import { z } from 'zod';

/** S3's "Object Created" as EventBridge delivers it: at least once, in any order; the key is not URL-encoded. */
export const ObjectCreatedEvent = z.object({
  detail: z.object({ object: z.object({ key: z.string().min(1) }) }),
});
