import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type DuckDb = typeof import('@duckdb/node-api');
export type Connection = Awaited<ReturnType<InstanceType<DuckDb['DuckDBInstance']>['connect']>>;
export type DataChunk = InstanceType<DuckDb['DuckDBDataChunk']>;

export interface EngineLimits {
  /** Worker threads; one gives a reproducible row order under every operator. */
  readonly threads?: number;
  /** Memory DuckDB may use before it spills to disk, e.g. `512MB`; default 80 % of what the container has. */
  readonly memoryLimit?: string;
}

let loaded: DuckDb | undefined;

/** The native engine, loaded on first use: `require` sees a Lambda layer, `import` does not. */
export function duckDb(): DuckDb {
  loaded ??= createRequire(import.meta.url)('@duckdb/node-api') as DuckDb;
  return loaded;
}

/** Runs `work` on a fresh in-memory database that can reach local files only and leaves nothing behind. */
export async function withDuckDb<T>(work: (connection: Connection) => Promise<T>, limits: EngineLimits = {}) {
  const spill = await mkdtemp(join(tmpdir(), 'driftloop-duckdb-'));
  const instance = await duckDb().DuckDBInstance.create(':memory:', {
    temp_directory: spill,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(limits.threads && { threads: String(limits.threads) }),
    ...(limits.memoryLimit && { memory_limit: limits.memoryLimit }),
  });
  try {
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return await work(connection).finally(() => connection.closeSync());
  } finally {
    instance.closeSync();
    await rm(spill, { recursive: true, force: true });
  }
}
