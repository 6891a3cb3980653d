import {
  BatchCrash,
  type BatchFileResult,
  type BatchItem,
  type BatchManifest,
  type BatchModel,
  type BatchRequest,
} from '../contracts/batch.ts';
import { readFailure } from '../runs/read-failure.ts';

export interface FinishedBatch {
  readonly request: BatchRequest;
  readonly finishedAt: string;
  readonly model: BatchModel | null;
  readonly items: readonly BatchItem[];
  /** By position in the list; a file that is not in it did not finish. */
  readonly results: ReadonlyMap<number, BatchFileResult>;
  /** What the workflow's map returned. */
  readonly mapped: readonly unknown[];
  readonly error: BatchManifest['error'];
}

/** The account of a batch: every file of its list is in it, scored or with the reason why not. */
export function batchManifest({ request, results, items, mapped, ...batch }: FinishedBatch): BatchManifest {
  const crashes = new Map(mapped.flatMap((item) => readCrash(item)).map(({ index, error }) => [index, error]));
  const files = items.map(
    ({ index, file }): BatchFileResult =>
      results.get(index) ?? { status: 'failed', file, error: crashes.get(index) ?? NO_RESULT },
  );
  return {
    ...request.batch,
    status: batch.error ? 'failed' : 'completed',
    requestedAt: request.requestedAt,
    finishedAt: batch.finishedAt,
    model: batch.model,
    rows: files.reduce((sum, file) => sum + (file.status === 'scored' ? file.rows : 0), 0),
    files,
    error: batch.error,
  };
}

const NO_RESULT = { name: 'NoResult', message: 'scoring ended without a result; the execution has the reason' };

function readCrash(item: unknown): BatchCrash[] {
  const crash = BatchCrash.safeParse(item);
  return crash.success ? [{ ...crash.data, error: readFailure(crash.data.error) }] : [];
}
