import { z } from 'zod';
import { DataVersionName } from '#src/contracts/names.ts';
import { RunOutcome } from '#src/contracts/run.ts';
import type { DataVersionRecord } from '#src/ports/run-tracker.ts';
import type { StoredItem } from './item-table.ts';

const Lease = z.object({
  /** Run that has the project's turn. */
  holder: z.string().optional(),
  /** Number of the newest data version that a run settled. */
  newestSettled: z.int().nonnegative().optional(),
});

const DataVersionItem = z.object({
  version: DataVersionName,
  fingerprint: z.string().optional(),
  runId: z.string(),
  outcome: RunOutcome,
});

export interface Lease {
  readonly holder: string | undefined;
  readonly newestSettled: number | undefined;
}

/** Before a project's first run there is no item: nobody has the turn and nothing is settled. */
export function parseLease(item: StoredItem | undefined): Lease {
  const { holder, newestSettled } = Lease.parse(item?.attributes ?? {});
  return { holder, newestSettled };
}

export const parseDataVersion = ({ attributes }: StoredItem): DataVersionRecord => DataVersionItem.parse(attributes);
