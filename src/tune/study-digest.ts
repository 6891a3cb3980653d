import { createHash } from 'node:crypto';
import type { ProjectFile } from '../contracts/project-file.ts';
import type { WatchedSet } from './rows/trial-rows.ts';

/** SHA-256 of all that decides how a trial ends; how many trials there are, and in what time, does not. */
export function studyDigest({ validation, ...set }: WatchedSet, training: ProjectFile['training']): string {
  const { trials: _, timeoutSeconds: __, ...tune } = training.tune;
  const hash = createHash('sha256');
  for (const { features, labels, weights } of [set, validation]) {
    hash.update(`${features.names.join('\0')}\0${features.rowCount}\0`);
    for (const values of [features.values, labels, weights]) if (values) hash.update(values);
  }
  const roles = [set.categories, set.monotone].map((role) => [...(role ?? [])]);
  const { metric, patience } = validation;
  return hash.update(JSON.stringify([roles, metric, patience, { ...training, tune }])).digest('hex');
}
