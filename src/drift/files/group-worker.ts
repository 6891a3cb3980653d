import { parentPort, workerData } from 'node:worker_threads';
import { withDuckDbOnDemand } from '#src/tabular/duckdb.ts';
import type { DriftOptions } from '../detect-drift.ts';
import { type DescribedPair, openPair } from './file-pair.ts';
import { examineGroups, type GroupQueue } from './group-queue.ts';

/** What a worker thread is started with. */
export interface GroupWork {
  readonly files: DescribedPair;
  readonly options: DriftOptions;
  readonly queue: GroupQueue;
}

const { files, options, queue }: GroupWork = workerData;
const examined = await withDuckDbOnDemand(
  (connect) => {
    const pair = openPair(connect, files, options);
    return examineGroups(queue, (names) => pair.examine(names));
  },
  { threads: 1 },
);
parentPort?.postMessage(examined);
