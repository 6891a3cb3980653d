import { setTimeout } from 'node:timers/promises';
import { ConflictError } from '#src/errors.ts';
import type { ItemTable, ItemWrite } from './item-table.ts';

/** What an operation found out by reading: its result, and the writes that make it true (none if it is already). */
export interface Decision<T> {
  readonly result: T;
  readonly writes: readonly ItemWrite[];
}

/** Waits before attempt 1, 2, … of something that lost a race or was turned away. */
export type Pause = (attempt: number) => Promise<void>;

const ATTEMPTS = 12;
const BASE_MILLISECONDS = 20;
const MAX_MILLISECONDS = 2_000;

/** Full jitter: anything up to an exponentially growing bound, so that losers of one race do not meet again. */
export const jitteredPause: Pause = async (attempt) => {
  await setTimeout(Math.random() * Math.min(MAX_MILLISECONDS, BASE_MILLISECONDS * 2 ** attempt));
};

/**
 * Reads, decides and writes; begins anew when somebody wrote in between. As `decide` starts from what is stored, an
 * operation whose answer got lost finds itself done when it is repeated.
 *
 * @throws ConflictError after 12 lost races
 */
export async function writeOptimistically<T>(
  table: ItemTable,
  pause: Pause,
  decide: () => Promise<Decision<T>>,
): Promise<T> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { result, writes } = await decide();
    if (writes.length === 0 || (await table.write(writes))) return result;
    await pause(attempt);
  }
  throw new ConflictError(`lost ${ATTEMPTS} races in a row against other writers of the same items; try again`);
}
