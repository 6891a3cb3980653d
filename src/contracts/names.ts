import { z } from 'zod';

/** A name that becomes part of an S3 key, a table key or an execution name; it can therefore never be a path. */
export const SafeName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/,
    'use 1 to 63 letters, digits, ".", "_" or "-", starting with a letter or digit',
  );

/** A data version's name, `v1`, `v2`, … `v10`; ordered by its number. */
export const DataVersionName = z.string().regex(/^v(0|[1-9]\d{0,8})$/, 'a data version is named v1, v2, … v10');

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
