import { z } from 'zod';
import { SafeName } from './names.ts';
import { ObjectRef } from './object-ref.ts';

/** One batch inference over files of a project. */
export const BatchContext = z.object({
  team: SafeName,
  project: SafeName,
  /** `nightly-<date>`, `api-<id of the request>` or `cli-<uuid>`. */
  batchId: SafeName,
});
export type BatchContext = z.infer<typeof BatchContext>;

/** Body of `POST /projects/{p}/batch`; an empty body means every file. */
export const StartBatchBody = z.strictObject({
  /** Names below `batch/input/`. */
  files: z.array(z.string().min(1)).min(1).max(100).optional(),
});

export type StartBatchBody = z.infer<typeof StartBatchBody>;

/** What was asked for; the input of the batch workflow. */
export const BatchRequest = z.object({
  batch: BatchContext,
  requestedAt: z.iso.datetime({ offset: true }),
  /** Names below `batch/input/`; null means every file. */
  files: z.array(z.string()).nullable(),
  /** Leaves out files that were scored before and have not changed since. */
  onlyNew: z.boolean(),
});
export type BatchRequest = z.infer<typeof BatchRequest>;

/** An input file as it was when the batch began. */
export const BatchFile = z.object({
  /** Path below `batch/input/`. */
  name: z.string().min(1),
  bucket: z.string().min(3),
  key: z.string().min(1),
  versionId: z.string().min(1),
  bytes: z.int().nonnegative(),
});
export type BatchFile = z.infer<typeof BatchFile>;

export const BatchModel = z.object({ version: z.int().positive(), manifest: ObjectRef });
export type BatchModel = z.infer<typeof BatchModel>;

/** One line of the list that the workflow maps over; complete in itself, because a map item sees nothing else. */
export const BatchItem = z.object({
  batch: BatchContext,
  /** Position in the list. */
  index: z.int().nonnegative(),
  model: BatchModel,
  file: BatchFile,
});
export type BatchItem = z.infer<typeof BatchItem>;

/** `list` is a JSON array of BatchItem. */
export const ListBatchFilesOutput = z.object({ count: z.int().nonnegative(), list: ObjectRef, model: BatchModel });

const Failure = z.object({ name: z.string(), message: z.string() });

/** What became of one file. */
export const BatchFileResult = z.discriminatedUnion('status', [
  z.object({ status: z.literal('scored'), file: BatchFile, rows: z.int().nonnegative(), output: ObjectRef }),
  z.object({ status: z.literal('failed'), file: BatchFile, error: Failure }),
]);
export type BatchFileResult = z.infer<typeof BatchFileResult>;

/** A file whose scoring crashed, so that it could not write its own result. */
export const BatchCrash = z.object({ index: z.int().nonnegative(), error: Failure });
export type BatchCrash = z.infer<typeof BatchCrash>;

export const RecordBatchInput = z.object({
  request: BatchRequest,
  finishedAt: z.iso.datetime({ offset: true }),
  /** null when the batch failed before there was a list. */
  listed: ListBatchFilesOutput.nullable(),
  /** What the map returned, one per file: null, or a BatchCrash. */
  mapped: z.array(z.unknown()),
  /** Why the batch as a whole failed. */
  error: Failure.nullable(),
});

export const RecordBatchOutput = z.object({ failedFiles: z.int().nonnegative(), manifest: ObjectRef });

/** `manifest.json` beside a batch's results. */
export const BatchManifest = z.object({
  ...BatchContext.shape,
  status: z.enum(['completed', 'failed']),
  requestedAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }),
  model: BatchModel.nullable(),
  /** Scored rows of all files. */
  rows: z.int().nonnegative(),
  files: z.array(BatchFileResult),
  error: Failure.nullable(),
});
export type BatchManifest = z.infer<typeof BatchManifest>;

/** The answer to `GET /projects/{p}/batch/{id}`. */
export const BatchStatus = z.union([
  BatchManifest,
  z.object({ ...BatchContext.shape, status: z.literal('running'), requestedAt: z.iso.datetime({ offset: true }) }),
]);
export type BatchStatus = z.infer<typeof BatchStatus>;
