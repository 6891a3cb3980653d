import { DriftloopError } from '#src/errors.ts';

/** The HTTP API turned a request down; the message has its status, its code and its own message. */
export class ApiError extends DriftloopError {
  override readonly name = 'ApiError';
}
