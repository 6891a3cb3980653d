import { setInterval } from 'node:timers';
import type { Worker } from 'node:worker_threads';
import { writeJson } from '#lambdas/shared/json-artifact.ts';
import { logger } from '#lambdas/shared/logger.ts';
import { recordUse } from '#lambdas/shared/record-use.ts';
import type { Dependencies } from '#lambdas/shared/step.ts';
import { stepKey } from '#src/contracts/artifact-keys.ts';
import type { StepUse } from '#src/contracts/run.ts';
import { TrainInput, TrainTaskOutput } from '#src/contracts/steps/train.ts';
import { type Assignment, type Message, Wish } from './messages.ts';
import { CheckpointStore } from './stored-checkpoint.ts';

const CHECKPOINT_EVERY_MS = 60_000;
/** 128 + SIGTERM: the workflow starts the task again. */
const STOPPED = 143;

/** What the process around it offers. */
export interface Surroundings {
  readonly startThread: (assignment: Assignment) => Worker;
  /** Of the machine; absent where nobody says. */
  readonly size?: Pick<StepUse, 'taskCpus' | 'memoryMb'>;
  /** Calls back when the machine is about to be taken away. */
  readonly onTermination: (stop: () => void) => void;
}

/**
 * Trains in a thread of its own and keeps what it says: checkpoints, once a minute and before the machine is taken away,
 * and its answer, an error being one.
 *
 * @param input - the Train step's input as JSON
 * @returns exit code: 0 once there is an answer
 */
export async function supervise(
  input: string,
  { artifacts, runs, codeVersion, clock }: Pick<Dependencies, 'artifacts' | 'runs' | 'codeVersion' | 'clock'>,
  { startThread, onTermination, size }: Surroundings,
): Promise<number> {
  const began = clock();
  const event: unknown = JSON.parse(input);
  const { run } = TrainInput.parse(event);
  const wish = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  onTermination(() => Atomics.store(wish, 0, Wish.saveAndStop));
  const store = new CheckpointStore(artifacts, run, input, codeVersion);
  const last = await store.load();
  logger.info('training', { run: run.runId, after: last?.rounds ?? 0 });
  // Not in place of the wish to stop.
  const timer = setInterval(() => Atomics.compareExchange(wish, 0, Wish.go, Wish.save), CHECKPOINT_EVERY_MS);
  try {
    const end = await lastWord(startThread({ event, last, wish }), (checkpoint) => store.save(checkpoint));
    if (end.kind === 'stopped') return STOPPED;
    await writeJson(artifacts, stepKey(run, 'train', 'output.json'), TrainTaskOutput, end.output);
    if (end.output.trained) await recordUse(runs, run, 'TrainOnFargate', { seconds: clock() - began, ...size });
    return 0;
  } finally {
    clearInterval(timer);
  }
}

type LastWord = Exclude<Message, { kind: 'checkpoint' }>;

/** Keeps checkpoints one after the other until the thread has said its last word. */
function lastWord(thread: Worker, keep: (checkpoint: Assignment['last'] & object) => Promise<void>): Promise<LastWord> {
  return new Promise((resolve, reject) => {
    let kept = Promise.resolve();
    let isOver = false;
    thread.on('error', reject);
    thread.on('exit', (code) => {
      if (!isOver) reject(new Error(`the training thread ended with code ${code} before its last word`));
    });
    thread.on('message', (message: Message) => {
      if (message.kind === 'checkpoint') {
        const { rounds } = message.checkpoint;
        kept = kept.then(() => keep(message.checkpoint)).then(() => logger.info('checkpoint', { rounds }));
        kept.catch(reject);
      } else {
        isOver = true;
        kept.then(() => resolve(message), reject);
      }
    });
  });
}
