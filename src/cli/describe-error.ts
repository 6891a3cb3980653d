import { DriftloopError } from '#src/errors.ts';
import { describeFileError } from './describe-file-error.ts';
import { UsageError } from './usage-error.ts';

/** What a person is told about a failure: a sentence; with `debug` also where it came from. */
export function describeError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  if (debug) return `error: ${error.stack ?? error.message}${causes(error)}`;
  return `error: ${sentence(error)}${isExpected(error) ? '' : '\n(--debug shows where this comes from)'}`;
}

/** What a program is told about a failure, in the shape of the API's errors. */
export function errorForPrograms(error: unknown) {
  if (!(error instanceof Error)) return { error: { code: 'Error', message: String(error) } };
  return { error: { code: codeOf(error), message: sentence(error) } };
}

const isExpected = (error: Error): boolean =>
  error instanceof DriftloopError || error instanceof UsageError || describeFileError(error) !== undefined;

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name);

/** Node's and the AWS SDK's errors often say in their name or code what their message leaves out. */
function sentence(error: Error): string {
  if (error instanceof DriftloopError || error instanceof UsageError) return error.message;
  const ofFile = describeFileError(error);
  if (ofFile !== undefined) return ofFile;
  const code = codeOf(error);
  const { message } = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  if (code === 'CredentialsProviderError') {
    return 'no AWS credentials were found: sign in (for example `aws sso login`) or set AWS_PROFILE';
  }
  if (message === 'Region is missing') return 'no AWS region is set: set AWS_REGION, or a region in your AWS profile';
  return code === 'Error' || message.includes(code) ? message : `${code}: ${message}`;
}

function causes({ cause }: Error): string {
  if (cause === undefined) return '';
  return cause instanceof Error
    ? `\ncaused by: ${cause.stack ?? cause.message}${causes(cause)}`
    : `\ncaused by: ${cause}`;
}
