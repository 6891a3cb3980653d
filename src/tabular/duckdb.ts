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
export function withDuckDb<T>(work: (connection: Connection) => Promise<T>, limits: EngineLimits = {}): Promise<T> {
  return withDuckDbOnDemand(async (connect) => work(await connect()), limits);
}

/** Gives the one connection of a database, which is made when it is first asked for. */
export type Connect = () => Promise<Connection>;

/** Like `withDuckDb`, for work that may do without: loading the engine takes longer than reading a small file. */
export async function withDuckDbOnDemand<T>(work: (connect: Connect) => Promise<T>, limits: EngineLimits = {}) {
  let database: Promise<Database> | undefined;
  const connect = async () => {
    database ??= openDatabase(limits);
    return (await database).connection;
  };
  try {
    return await work(connect);
  } finally {
    await database?.then(
      ({ close }) => close(),
      // Whoever asked for it knows that it could not be opened.
      () => undefined,
    );
  }
}

interface Database {
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

async function openDatabase(limits: EngineLimits): Promise<Database> {
  const spill = await mkdtemp(join(tmpdir(), 'driftloop-duckdb-'));
  const removeSpill = () => rm(spill, { recursive: true, force: true });
  try {
    const instance = await duckDb().DuckDBInstance.create(':memory:', {
      temp_directory: spill,
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(limits.threads && { threads: String(limits.threads) }),
      ...(limits.memoryLimit && { memory_limit: limits.memoryLimit }),
    });
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return {
      connection,
      async close() {
        connection.closeSync();
        instance.closeSync();
        await removeSpill();
      },
    };
  } catch (error) {
    await removeSpill();
    throw error;
  }
}
