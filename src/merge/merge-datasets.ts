import { rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { MergeReport } from '../contracts/reports.ts';
import type { Deduplication } from '../contracts/settings/merge.ts';
import { InvalidDataError } from '../errors.ts';
import { concatenateParquet } from '../tabular/concatenate-parquet.ts';
import { describeFile, type FileSketch, sketchFile } from '../tabular/data-file.ts';
import { type Connection, type EngineLimits, withDuckDb } from '../tabular/duckdb.ts';
import { LINEAGE_COLUMN } from '../tabular/lineage-column.ts';
import type { Storage } from '../tabular/storage.ts';
import { unifiedStorage } from '../tabular/unified-storage.ts';
import { mergeReport } from './merge-report.ts';
import { removeDuplicates } from './remove-duplicates.ts';
import { writePart } from './write-part.ts';

export interface Merge {
  /** CSV and Parquet files; the report calls them by `name`. */
  readonly inputs: readonly MergeInput[];
  /** Where the result goes when it is whole: one zstd-compressed Parquet file. Parts of it come and go beside it. */
  readonly output: string;
  /** Default: every row is kept. */
  readonly deduplicate?: Deduplication | undefined;
  /** Label every row, in the column `_driftloop_version`, with its data version; labels that an input has stay. */
  readonly lineage?: boolean;
  /** What each of the engines, one per processor, may hold in memory. */
  readonly memoryLimit?: EngineLimits['memoryLimit'];
}

export interface MergeInput {
  readonly name: string;
  readonly path: string;
  /** What its rows are labelled with. Default: `name`. */
  readonly version?: string;
}

export interface MergedData {
  readonly rows: number;
  /** Names, in order of first appearance; the label last. */
  readonly columns: readonly string[];
  readonly report: MergeReport;
}

/**
 * Puts data sets one after another, columns united by name; where types differ the wider one holds (integer → float,
 * anything → text). An empty text and a NaN become NULL. The same inputs in the same order give the same bytes.
 *
 * @throws NotFoundError, InvalidDataError when an input cannot be read, lacks a column of the key, or there is none
 */
export async function mergeDatasets(merge: Merge): Promise<MergedData> {
  if (merge.inputs.length === 0) throw new InvalidDataError('there is nothing to merge: name at least one file');
  const sketches = await describeAll(merge.inputs, sketchFile);
  requireKey(merge, sketches);
  try {
    return await mergeAs(merge, sketches);
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    // Some value is not of the type that its column has in the first rows, or the file is damaged: read it whole first.
    return mergeAs(merge, await describeAll(merge.inputs, readThrough));
  }
}

async function describeAll(
  inputs: Merge['inputs'],
  describe: (connection: Connection, path: string) => Promise<FileSketch>,
): Promise<FileSketch[]> {
  return withDuckDb(
    async (connection) => {
      const files: FileSketch[] = [];
      for (const { path } of inputs) files.push(await describe(connection, path));
      return files;
    },
    { threads: 1 },
  );
}

async function readThrough(connection: Connection, path: string): Promise<FileSketch> {
  const { columns, relation } = await describeFile(connection, path);
  return { path, columns, open: async () => ({ relation, columns }) };
}

function requireKey({ inputs, deduplicate }: Merge, files: readonly FileSketch[]): void {
  for (const [index, { columns }] of files.entries()) {
    const names = columns.map(({ name }) => name);
    const absent = deduplicate?.by.find((name) => !names.includes(name));
    if (absent === undefined) continue;
    const [input, known] = [inputs[index]?.name, names.join(', ')];
    throw new InvalidDataError(`${input} has no column "${absent}" to tell duplicates by; its columns are ${known}`);
  }
}

async function mergeAs(merge: Merge, files: readonly FileSketch[]): Promise<MergedData> {
  const { inputs, output, deduplicate } = merge;
  const unified = unify(files, merge.lineage ?? false);
  const columns = [...unified.keys()];
  const parts = inputs.map((_, index) => `${output}.part-${index}`);
  const [whole = output, ...others] = parts;
  try {
    const rows = await writeParts(merge, files, unified, parts);
    await concatenateParquet(whole, others);
    const removed = deduplicate ? await removeFrom(whole, merge, deduplicate, columns, rows) : [];
    await rename(whole, output);
    const merged = inputs.map(({ name }, index) => ({
      name,
      file: files[index] ?? { columns: [] },
      rows: rows[index] ?? 0,
      removed: removed[index] ?? 0,
    }));
    const report = mergeReport(merged, unified, deduplicate?.by);
    return { rows: report.rows, columns, report };
  } finally {
    await Promise.all(parts.map((part) => rm(part, { force: true })));
  }
}

/** Every column of the result; an input's own labels are texts, whatever they look like. */
function unify(files: readonly FileSketch[], lineage: boolean): ReadonlyMap<string, Storage> {
  const unified = new Map(unifiedStorage(files));
  if (!lineage) return unified;
  unified.delete(LINEAGE_COLUMN);
  return unified.set(LINEAGE_COLUMN, 'string');
}

/** An engine of its own for every part, as many at a time as there are processors. */
async function writeParts(
  { inputs, lineage, memoryLimit }: Merge,
  files: readonly FileSketch[],
  unified: ReadonlyMap<string, Storage>,
  parts: readonly string[],
): Promise<number[]> {
  const rows: number[] = [];
  const waiting = [...files.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, file] = next;
      const input = inputs[index];
      const version = lineage ? (input?.version ?? input?.name) : undefined;
      const part = { file, unified, version, output: parts[index] ?? '' };
      rows[index] = await writePart(part, memoryLimit ? { memoryLimit } : {});
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: availableParallelism() }, work));
  // Only when all have stopped may the parts be written again.
  const failed = workers.find((worker) => worker.status === 'rejected');
  if (failed) throw failed.reason;
  return rows;
}

async function removeFrom(
  output: string,
  { memoryLimit }: Merge,
  deduplicate: Deduplication,
  columns: readonly string[],
  inputRows: readonly number[],
): Promise<number[]> {
  const path = `${output}.all`;
  await rename(output, path);
  try {
    const removal = { ...deduplicate, path, columns, inputRows, output };
    return await removeDuplicates(removal, memoryLimit ? { memoryLimit } : {});
  } finally {
    await rm(path, { force: true });
  }
}
