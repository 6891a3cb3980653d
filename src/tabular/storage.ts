import type { Column } from './table.ts';

export type Storage = Column['storage'];

/** The DuckDB type that keeps a storage's values in files. */
export const SQL_TYPE = {
  integer: 'BIGINT',
  float: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  string: 'VARCHAR',
} as const satisfies Record<Storage, string>;

/** Numbers that hold the ones before them: every boolean is an integer, every integer a float. */
const NUMERIC_WIDTH: readonly Storage[] = ['boolean', 'integer', 'float'];

/** The narrowest storage that holds both: numbers widen among themselves, any other mixture becomes text. */
export function widen(a: Storage, b: Storage): Storage {
  if (a === b) return a;
  const width = Math.max(NUMERIC_WIDTH.indexOf(a), NUMERIC_WIDTH.indexOf(b));
  return NUMERIC_WIDTH.includes(a) && NUMERIC_WIDTH.includes(b) ? (NUMERIC_WIDTH[width] ?? 'string') : 'string';
}

/** How a Parquet column's type, as DuckDB names it, is seen; everything not named is text. */
export function storageOfSqlType(type: string): Storage {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(type)) return 'integer';
  // Beyond 64 signed bits only a double holds the value.
  if (/^(FLOAT|DOUBLE|DECIMAL\(.*\)|UBIGINT|HUGEINT|UHUGEINT)$/.test(type)) return 'float';
  if (type === 'BOOLEAN') return 'boolean';
  return /^(DATE|TIMESTAMP.*)$/.test(type) ? 'timestamp' : 'string';
}
