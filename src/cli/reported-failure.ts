/** The command's result, already printed, is a failure: nothing is left but the exit code 1. */
export class ReportedFailure extends Error {
  override readonly name = 'ReportedFailure';
}
