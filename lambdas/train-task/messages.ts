import type { z } from 'zod';
import type { TrainTaskOutput } from '#src/contracts/steps/train.ts';
import type { Checkpoint } from '#src/train/learner.ts';

/** What the thread that trains is given. */
export interface Assignment {
  readonly event: unknown;
  /** What an earlier attempt left. */
  readonly last: Checkpoint | undefined;
  /** One Wish, shared by both threads: the one that trains cannot listen. */
  readonly wish: Int32Array;
}

/** What the thread that supervises wants at the end of the round. */
export const Wish = { go: 0, save: 1, saveAndStop: 2 } as const;

/** What the thread that trains tells. */
export type Message =
  | { readonly kind: 'checkpoint'; readonly checkpoint: Checkpoint }
  /** The last word, where it was to stop. */
  | { readonly kind: 'stopped' }
  /** The last word otherwise. */
  | { readonly kind: 'answer'; readonly output: z.input<typeof TrainTaskOutput> };
