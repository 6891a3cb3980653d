import { createHash } from 'node:crypto';
import type { RunContext } from '../../contracts/run.ts';

/** Every job's name begins so; roles are granted by it. */
export const JOB_PREFIX = 'driftloop-';
/** SageMaker takes 63 characters; the workflow adds the numbers of the redrive (up to 1,000) and of the attempt. */
const LONGEST_NAME = 63 - '-10004'.length;
const DIGITS = 16;

/**
 * The name of a run's training job: always the same, so that a run cannot train twice at once, and without the
 * characters that run names have and job names must not (letters, digits and single hyphens within).
 */
export function jobName({ team, project, runId }: RunContext): string {
  const digest = createHash('sha256').update(`${team}/${project}/${runId}`).digest('hex').slice(0, DIGITS);
  const ending = `-${digest}`;
  const readable = `${JOB_PREFIX}${project.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`.slice(0, LONGEST_NAME - ending.length);
  return `${readable.replace(/-+$/, '')}${ending}`;
}
