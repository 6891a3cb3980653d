import type { z } from 'zod';
import { DataVersionName, SafeName } from '#src/contracts/names.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError when the text cannot be the name of a team or a project */
export const safeName = (what: 'team' | 'project', text: string): string => parsed(SafeName, what, text);

/** @throws UsageError when the text cannot be the name of a data version */
export const dataVersionName = (text: string): string => parsed(DataVersionName, 'version', text);

function parsed(schema: z.ZodType<string>, what: string, text: string): string {
  const result = schema.safeParse(text);
  if (!result.success) throw new UsageError(`${what} "${text}": ${result.error.issues[0]?.message}`);
  return result.data;
}
