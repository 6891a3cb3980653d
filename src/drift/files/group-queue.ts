import type { ExaminedColumns } from '../detect-drift.ts';

/** Columns that are read and examined together, and their place in the report. */
export interface GroupQueue {
  readonly groups: readonly (readonly string[])[];
  /** A shared counter: how many groups have been taken, by whichever thread. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** A group by its place in the queue; undefined where it could not be examined. */
export type ExaminedGroup = readonly [place: number, examined: ExaminedColumns | undefined];

/** More values than this are not held at a time, of either file and by any thread. */
const MOST_VALUES = 4_000_000;

/** Threads take groups as they come, so that a slow one keeps no other waiting at the end. */
const GROUPS_PER_THREAD = 4;

export function groupQueue(names: readonly string[], rowCount: number, threads: number): GroupQueue {
  const inMemory = Math.floor(MOST_VALUES / Math.max(rowCount, 1));
  const inTurns = Math.ceil(names.length / (threads * GROUPS_PER_THREAD));
  const size = Math.max(1, Math.min(inMemory, inTurns));
  const groups = Array.from({ length: Math.ceil(names.length / size) }, (_, group) =>
    names.slice(group * size, (group + 1) * size),
  );
  return { groups, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** Examines group after group until no thread has one left to take. */
export async function examineGroups(
  { groups, taken }: GroupQueue,
  examine: (names: readonly string[]) => Promise<ExaminedColumns>,
): Promise<ExaminedGroup[]> {
  const examined: ExaminedGroup[] = [];
  for (let place = Atomics.add(taken, 0, 1); place < groups.length; place = Atomics.add(taken, 0, 1)) {
    examined.push([place, await examine(groups[place]!).catch(() => undefined)]);
  }
  return examined;
}
