import {
  ConflictError,
  ForbiddenError,
  InvalidRequestError,
  NoProductionModelError,
  NotFoundError,
} from '#src/errors.ts';

export interface HttpFailure {
  readonly status: number;
  readonly error: { readonly code: string; readonly message: string };
}

/** The errors a client may be told about; any other is ours. */
const KNOWN = [
  { type: ForbiddenError, status: 403, code: 'FORBIDDEN' },
  { type: NotFoundError, status: 404, code: 'NOT_FOUND' },
  { type: NoProductionModelError, status: 409, code: 'NO_PRODUCTION_MODEL' },
  { type: ConflictError, status: 409, code: 'CONFLICT' },
] as const;

/** What a client gets to see of an error: its own mistakes in full, ours as a code and nothing else. */
export function describeFailure(error: unknown): HttpFailure {
  if (error instanceof InvalidRequestError) {
    const status = error.code === 'BATCH_TOO_LARGE' ? 413 : 400;
    return { status, error: { code: error.code, message: error.message } };
  }
  const known = KNOWN.find(({ type }) => error instanceof type);
  if (known && error instanceof Error) {
    return { status: known.status, error: { code: known.code, message: error.message } };
  }
  const message = 'the request could not be answered; try again, and quote the requestId if it keeps failing';
  return { status: 500, error: { code: 'INTERNAL_ERROR', message } };
}
