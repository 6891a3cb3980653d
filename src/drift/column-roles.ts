import type { SchemaFile } from '#src/contracts/schema-file.ts';
import type { ColumnRole } from '#src/contracts/settings/column-type.ts';

/** The roles that a project or schema file gives its columns. */
export const columnRoles = (columns: SchemaFile['columns']): Record<string, ColumnRole> =>
  Object.fromEntries(Object.entries(columns).flatMap(([name, { role }]) => (role ? [[name, role]] : [])));
