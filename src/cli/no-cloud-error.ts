import { DriftloopError } from '#src/errors.ts';

/** There is no deployed Driftloop where the command looked for one; the message says how to get one. */
export class NoCloudError extends DriftloopError {
  override readonly name = 'NoCloudError';
}
