import { z } from 'zod';
import { InvalidProjectFileError } from '../errors.ts';
import { describeIssue } from './describe-issue.ts';
import { ColumnSettings } from './settings/column-type.ts';

/** What `--schema FILE` takes: types for columns that inference would get wrong. */
export const SchemaFile = z.strictObject({
  columns: z.record(z.string(), ColumnSettings),
});
export type SchemaFile = z.infer<typeof SchemaFile>;

/**
 * Reads a schema file.
 * @param text - JSON
 * @param fileName - named in errors
 * @throws InvalidProjectFileError naming the key and what is wrong with it
 */
export function parseSchemaFile(text: string, fileName = 'schema file'): SchemaFile {
  const result = SchemaFile.safeParse(parseJson(text, fileName), { error: describeIssue });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new InvalidProjectFileError(`${fileName}: ${problems.join('; ')}`);
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidProjectFileError(
      `${fileName}: not valid JSON; write {"columns":{"age":{"type":"numerical"}}}: ${String(cause)}`,
      { cause },
    );
  }
}
