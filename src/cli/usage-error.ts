/** The command line itself is wrong, which ends with exit code 2; everything else that fails ends with 1. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
