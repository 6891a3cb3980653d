import { closest } from 'fastest-levenshtein';
import type { BatchFile, BatchRequest } from '../contracts/batch.ts';
import { NotFoundError } from '../errors.ts';
import type { StoredObject } from '../ports/artifact-store.ts';
import { batchInputPrefix, scoredKey } from './batch-keys.ts';

/** A batch keeps the list of its files and their results in memory; what is beyond is the next batch's. */
export const MAX_FILES = 10_000;

/**
 * The input files that a batch is to score, in key order.
 *
 * @param objects - everything under `batch/input/`; folders and names that begin with `_` or `.` are no input
 * @param scoredKeys - the markers of file versions that were scored before
 * @throws NotFoundError when a file that was asked for by name is not there
 */
export function selectFiles(
  { batch, files, onlyNew }: Pick<BatchRequest, 'batch' | 'files' | 'onlyNew'>,
  objects: readonly StoredObject[],
  scoredKeys: ReadonlySet<string>,
): BatchFile[] {
  const prefix = batchInputPrefix(batch);
  const present = objects
    .map(({ bucket, key, versionId, bytes }) => ({ name: key.slice(prefix.length), bucket, key, versionId, bytes }))
    .filter(({ name }) => isInput(name));
  if (files) requirePresent(files, present, prefix);
  const wanted = files ? present.filter(({ name }) => files.includes(name)) : present;
  return wanted.filter((file) => !onlyNew || !scoredKeys.has(scoredKey(batch, file))).slice(0, MAX_FILES);
}

function isInput(name: string): boolean {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return last !== '' && !/^[_.]/.test(last);
}

function requirePresent(files: readonly string[], present: readonly BatchFile[], prefix: string): void {
  const names = present.map(({ name }) => name);
  const missing = files.find((file) => !names.includes(file));
  if (missing === undefined) return;
  const hint = names.length > 0 ? `did you mean "${closest(missing, names)}"?` : 'upload it first';
  throw new NotFoundError(`there is no file "${missing}" under ${prefix}: ${hint}`);
}
