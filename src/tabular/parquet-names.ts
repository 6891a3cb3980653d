import { z } from 'zod';
import type { Connection } from './duckdb.ts';
import { literal, pathLiteral } from './sql-text.ts';

/** Where a file keeps its column names when the engine had to change some. */
export const METADATA_KEY = 'driftloop_columns';

const KeptNames = z
  .string()
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json);
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()));

/**
 * The options of a COPY that writes a Parquet file with these columns. The engine renames one of two names that differ
 * in case only (`sex=Male`, `sex=male`), so in that case the true names go into the file's metadata. Compression level 1
 * takes half of the default's time to write and makes files a tenth larger.
 */
export function parquetOptions(names: readonly string[]): string {
  const options = [
    'FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1',
    `DICTIONARY_SIZE_LIMIT ${MOST_DICTIONARY_VALUES}`,
    `ROW_GROUP_SIZE ${rowGroupSize(names.length)}`,
  ].join(', ');
  const distinct = new Set(names.map((name) => name.toLowerCase()));
  if (distinct.size === names.length) return options;
  return `${options}, KV_METADATA {${METADATA_KEY}: ${literal(JSON.stringify(names))}}`;
}

/** Trying further whether a column of a row group is worth a dictionary costs time, and one this large saves little. */
const MOST_DICTIONARY_VALUES = 4096;
/** The engine's vectors have so many rows, and row groups a multiple of that. */
const VECTOR_ROWS = 2048;
const MOST_ROWS = 60 * VECTOR_ROWS;
/** A row group is held in memory while it is written. */
const MOST_VALUES = 1 << 22;

/** Rows of a row group: 122,880, fewer of more than 34 columns. */
export function rowGroupSize(columnCount: number): number {
  const vectors = Math.floor(MOST_VALUES / Math.max(columnCount, 1) / VECTOR_ROWS);
  return Math.min(Math.max(vectors, 1) * VECTOR_ROWS, MOST_ROWS);
}

/** A file's top-level column names as they were meant, in order. */
export async function parquetNames(connection: Connection, path: string): Promise<readonly string[]> {
  const kept = await connection.runAndReadAll(
    `SELECT decode(value) FROM parquet_kv_metadata(${pathLiteral(path)}) WHERE decode(key) = ${literal(METADATA_KEY)}`,
  );
  return meantNames(kept.getColumnsJS()[0]?.[0], await namesInSchema(connection, path));
}

/** @param kept - what the file keeps under our key, if it does */
export function meantNames(kept: unknown, inSchema: readonly string[]): readonly string[] {
  const names = KeptNames.safeParse(kept).data;
  return names?.length === inSchema.length ? names : inSchema;
}

async function namesInSchema(connection: Connection, path: string): Promise<string[]> {
  const schema = await connection.runAndReadAll(
    `SELECT name, coalesce(num_children, 0)::INTEGER FROM parquet_schema(${pathLiteral(path)})`,
  );
  const names: string[] = [];
  // The schema is a tree in depth-first order; everything below a top-level element is skipped.
  let inside = 0;
  for (const [name, children] of schema.getRowsJS().slice(1)) {
    if (inside === 0) names.push(String(name));
    inside = Math.max(inside - 1, 0) + Number(children);
  }
  return names;
}
