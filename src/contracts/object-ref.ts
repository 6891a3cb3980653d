import { z } from 'zod';
import { Sha256 } from './names.ts';

/** One immutable S3 object, named so that nobody can read anything else in its place. */
export const ObjectRef = z.object({
  bucket: z.string().min(3),
  key: z.string().min(1),
  versionId: z.string().min(1),
  sha256: Sha256,
  bytes: z.int().nonnegative(),
});
export type ObjectRef = z.infer<typeof ObjectRef>;
