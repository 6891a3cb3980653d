import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { parseSchemaFile } from '#src/contracts/schema-file.ts';
import type { DataContract } from '#src/validate/check-table.ts';

/**
 * What data is to be held against: all that a project file asks for or, of a schema file, the columns and their types.
 *
 * @param fileName - ends in .json when it is a schema; named in errors
 * @throws InvalidProjectFileError
 */
export function readDataContract(text: string, fileName: string): DataContract {
  if (!fileName.toLowerCase().endsWith('.json')) return parseProjectFile(text, fileName);
  const { columns } = parseSchemaFile(text, fileName);
  return { columns, task: 'multiclass', validation: { minRows: 1, rules: [] } };
}
