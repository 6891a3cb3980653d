import { parentPort, workerData } from 'node:worker_threads';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';
import type { WatchedSet } from './rows/trial-rows.ts';
import { openRows, runTrial } from './run-trial.ts';
import type { Suggestion } from './study.ts';

/** What a worker is started with. */
export interface WorkerStudy {
  readonly set: WatchedSet;
  readonly training: ProjectFile['training'];
}

/** What it is asked to do; its answer is a Trial. */
export interface WorkerTask {
  readonly suggestion: Suggestion;
  readonly known: readonly Trial[];
}

const { set, training }: WorkerStudy = workerData;
const rows = openRows(set, training, 1);
parentPort?.on('message', (task: WorkerTask) => {
  parentPort?.postMessage(runTrial(rows, set.validation, training, task));
});
