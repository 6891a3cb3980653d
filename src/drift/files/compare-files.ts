import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DriftReport } from '#src/contracts/reports.ts';
import { withDuckDbOnDemand } from '#src/tabular/duckdb.ts';
import { describeForReading } from '#src/tabular/parquet/plain-columns.ts';
import { concludeDrift, type DriftOptions, type ExaminedColumns } from '../detect-drift.ts';
import { type FilePair, openPair } from './file-pair.ts';
import { type ExaminedGroup, examineGroups, type GroupQueue, groupQueue } from './group-queue.ts';
import type { GroupWork } from './group-worker.ts';

/** A smaller comparison is done before a second thread has started. */
const FEWEST_VALUES_FOR_THREADS = 1_000_000;

export interface ComparedFiles extends Pick<ExaminedColumns, 'untested'> {
  readonly report: DriftReport;
}

/**
 * `detectDrift` on two files. Parquet files are read a few columns at a time, so memory does not grow with their
 * number, and by several threads; the answer is the same for every number of them.
 *
 * @throws as `readTable` and `detectDrift` do
 */
export function compareFiles(
  [referencePath, currentPath]: readonly [reference: string, current: string],
  options: DriftOptions,
  threads: number,
): Promise<ComparedFiles> {
  return withDuckDbOnDemand(
    async (connect) => {
      const files = {
        reference: await describeForReading(connect, referencePath),
        current: await describeForReading(connect, currentPath),
      };
      const pair = openPair(connect, files, options);
      const results = await examineAll(pair, { files, options }, threads);
      return {
        report: concludeDrift(
          results.flatMap(({ findings }) => findings),
          options,
        ),
        untested: results.flatMap(({ untested }) => untested),
      };
    },
    { threads },
  );
}

/** Every group's findings, in the order of the columns. */
async function examineAll(pair: FilePair, work: Omit<GroupWork, 'queue'>, threads: number): Promise<ExaminedColumns[]> {
  if (!pair.isColumnar) return [await pair.examine(pair.names)];
  const isLarge = 2 * pair.rowCount * pair.names.length >= FEWEST_VALUES_FOR_THREADS;
  const used = isLarge ? threads : 1;
  const queue = groupQueue(pair.names, pair.rowCount, used);
  const workers = Array.from({ length: used - 1 }, () => startWorker({ ...work, queue }));
  try {
    const answers = [examineGroups(queue, (names) => pair.examine(names)), ...workers.map(answerOf)];
    return await complete(pair, queue, (await Promise.all(answers)).flat());
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** With the compiled modules of this thread, where it keeps them: to compile them again would take half of the start. */
function startWorker(work: GroupWork): Worker {
  const cache = getCompileCacheDir();
  return new Worker(new URL('./group-worker.ts', import.meta.url), {
    workerData: work,
    // Node adds a folder of its version's own.
    ...(cache && { env: { ...process.env, NODE_COMPILE_CACHE: dirname(cache) } }),
  });
}

/** What a worker has examined; nothing when it failed. */
function answerOf(worker: Worker): Promise<readonly ExaminedGroup[]> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', () => resolve([]));
    worker.once('exit', () => resolve([]));
  });
}

/** What failed is done again, here and in order, so that the error is the same whichever thread met it. */
async function complete(pair: FilePair, { groups }: GroupQueue, examined: readonly ExaminedGroup[]) {
  const byPlace = new Map(examined);
  const results: ExaminedColumns[] = [];
  for (const [place, names] of groups.entries()) results.push(byPlace.get(place) ?? (await pair.examine(names)));
  return results;
}
