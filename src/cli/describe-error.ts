import { DriftloopError } from '#src/errors.ts';
import { UsageError } from './usage-error.ts';

/** What a person is told about a failure: a sentence; with `debug` also where it came from. */
export function describeError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  if (debug) return `error: ${error.stack ?? error.message}${causes(error)}`;
  if (error instanceof DriftloopError || error instanceof UsageError) return `error: ${error.message}`;
  return `error: ${sentence(error)}\n(--debug shows where this comes from)`;
}

/** Node's and the AWS SDK's errors often say in their name or code what their message leaves out. */
function sentence(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
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
