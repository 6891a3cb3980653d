import { once } from 'node:events';
import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { Trial } from '../contracts/trial.ts';
import { useOfThisMachine } from '../track/step-use.ts';
import type { Batch } from './study.ts';
import type { WorkerStudy, WorkerTask } from './trial-worker.ts';

export interface ThreadOptions {
  readonly count: number;
  /** Seconds, of a clock that only goes forward; default: what trials take is not measured. */
  readonly clock?: (() => number) | undefined;
}

/** Threads that each hold the rows of a study, and run one trial at a time with one thread of the library. */
export class TrialThreads {
  readonly #workers: readonly Worker[];
  readonly #clock: ThreadOptions['clock'];

  constructor(study: WorkerStudy, { count, clock }: ThreadOptions) {
    this.#clock = clock;
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
        const began = this.#clock?.();
        worker.postMessage(task);
        const [ended]: Trial[] = await once(worker, 'message'); // rejects with what made the thread end
        if (!ended) continue;
        const trial = this.#timed(ended, began);
        done.push(trial);
        onTrial(trial);
      }
    };
    await Promise.all(this.#workers.map(work));
    return done;
  }

  #timed(trial: Trial, began: number | undefined): Trial {
    return this.#clock && began !== undefined ? { ...trial, use: useOfThisMachine(this.#clock() - began) } : trial;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}
