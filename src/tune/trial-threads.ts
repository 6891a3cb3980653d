import { once } from 'node:events';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Trial } from '../contracts/trial.ts';
import type { Batch } from './study.ts';
import type { WorkerStudy, WorkerTask } from './trial-worker.ts';

/** Threads that each hold the rows of a study, and run one trial at a time with one thread of the library. */
export class TrialThreads {
  readonly #workers: readonly Worker[];

  constructor(study: WorkerStudy, count: number) {
    const file = new URL('./trial-worker.ts', import.meta.url);
    // The libraries read the environment of the process, not the copy that a thread would get.
    this.#workers = Array.from({ length: count }, () => new Worker(file, { workerData: study, env: SHARE_ENV }));
  }

  /** Runs the trials of a batch side by side. @param onTrial - told as each ends, in any order */
  async run({ suggestions, known }: Batch, onTrial: (trial: Trial) => void): Promise<Trial[]> {
    const waiting = [...suggestions];
    const done: Trial[] = [];
    const work = async (worker: Worker) => {
      for (let suggestion = waiting.shift(); suggestion; suggestion = waiting.shift()) {
        const task: WorkerTask = { suggestion, known };
        worker.postMessage(task);
        const [trial]: Trial[] = await once(worker, 'message'); // rejects with what made the thread end
        if (!trial) continue;
        done.push(trial);
        onTrial(trial);
      }
    };
    await Promise.all(this.#workers.map(work));
    return done;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
