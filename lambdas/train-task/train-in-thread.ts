import { dependencies } from '#lambdas/shared/dependencies.ts';
import { logger } from '#lambdas/shared/logger.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { train } from '#lambdas/train/handler.ts';
import type { Checkpoints } from '#src/train/learner.ts';
import { type Assignment, type Message, Wish } from './messages.ts';

class Stopped extends Error {}

/** Runs the very step that the Train function runs, and leaves checkpoints when they are wished for. */
export async function trainInThread({ event, last, wish }: Assignment, tell: (message: Message) => void) {
  const checkpoints: Checkpoints = {
    last,
    isDue: () => Atomics.load(wish, 0) !== Wish.go,
    save(checkpoint) {
      tell({ kind: 'checkpoint', checkpoint });
      if (Atomics.exchange(wish, 0, Wish.go) === Wish.saveAndStop) throw new Stopped();
    },
  };
  try {
    const trained = await runStep(train, event, { ...dependencies(process.env), checkpoints });
    tell({ kind: 'answer', output: { trained, error: null } });
  } catch (error) {
    if (error instanceof Stopped) return tell({ kind: 'stopped' });
    logger.error('step failed', { error });
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'answer', output: { trained: null, error: { name, message } } });
  }
}
