import { parentPort, workerData } from 'node:worker_threads';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import type { DriftOptions } from '../detect-drift.ts';
import { openPair } from './file-pair.ts';
import { examineGroups, type GroupQueue } from './group-queue.ts';

/** What a worker thread is started with. */
export interface GroupWork {
  readonly paths: readonly [reference: string, current: string];
  readonly options: DriftOptions;
  readonly queue: GroupQueue;
}

const { paths, options, queue }: GroupWork = workerData;
const examined = await withDuckDb(
  async (connection) => {
    const pair = await openPair(connection, paths, options);
    return examineGroups(queue, (names) => pair.examine(names));
  },
  { threads: 1 },
);
parentPort?.postMessage(examined);
