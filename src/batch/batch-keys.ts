import { createHash } from 'node:crypto';
import { projectPrefix } from '../contracts/artifact-keys.ts';
import type { BatchContext, BatchFile } from '../contracts/batch.ts';

type Project = Pick<BatchContext, 'team' | 'project'>;

/** Data bucket: what users upload to have it scored. */
export const batchInputPrefix = (of: Project): string => `${projectPrefix(of)}batch/input/`;

/** Data bucket: the result of a file, under the file's own name, and `manifest.json`. */
export const batchOutputKey = (batch: BatchContext, name: string): string =>
  `${projectPrefix(batch)}batch/output/${batch.batchId}/${name}`;

/** Artifacts bucket: `request.json`, `files.json` and `results/<index>.json` of a batch. */
export const batchRecordKey = (batch: BatchContext, file: string): string =>
  `${projectPrefix(batch)}batch/runs/${batch.batchId}/${file}`;

/** Artifacts bucket: one object per scored version of an input file; its presence is all that counts. */
export const scoredPrefix = (of: Project): string => `${projectPrefix(of)}batch/scored/`;

/** A changed file has another version and thereby another key. */
export const scoredKey = (of: Project, { name, versionId }: Pick<BatchFile, 'name' | 'versionId'>): string =>
  `${scoredPrefix(of)}${createHash('sha256').update(`${name}\n${versionId}`).digest('hex')}.json`;

/**
 * The name of a batch's execution, `<project>-<32 hex digits>`: names are unique within the state machine, which all
 * teams share, and at most 80 characters long.
 */
export const batchExecutionName = ({ team, project, batchId }: BatchContext): string => {
  const digest = createHash('sha256').update(`${team}/${project}/${batchId}`).digest('hex');
  return `${project.slice(0, 40)}-${digest.slice(0, 32)}`;
};
