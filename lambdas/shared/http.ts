import { z } from 'zod';
import { describeFailure } from './http-errors.ts';

/** The parts of a REST API proxy event that are used. */
const ProxyEvent = z.object({
  headers: z.record(z.string(), z.string().nullish()).nullish(),
  pathParameters: z.record(z.string(), z.string().nullish()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string().min(1), requestTimeEpoch: z.number() }),
});

export interface ApiRequest {
  readonly requestId: string;
  /** When the gateway received it, milliseconds since 1970. */
  readonly receivedAt: number;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  pathParameter(name: string): string | undefined;
  /** As text; '' when there is none. */
  readonly body: string;
  /** Adds fields to the request's one log line. */
  annotate(fields: Readonly<Record<string, unknown>>): void;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface ProxyResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The part of a structured logger that is needed here; Powertools' Logger is one. */
export interface RequestLog {
  info(message: string, fields: Record<string, unknown>): void;
  error(message: string, fields: Record<string, unknown>): void;
}

export interface ApiContext {
  readonly log: RequestLog;
  /** Milliseconds; only differences count. */
  readonly now: () => number;
}

/**
 * Wraps a route for API Gateway: parses the event, writes the answer or the error as JSON, and logs one line. What went
 * wrong on our side goes to the log, never to the client.
 */
export function apiHandler(
  route: (request: ApiRequest) => Promise<ApiAnswer>,
  { log, now }: ApiContext,
): (event: unknown) => Promise<ProxyResult> {
  return async (event) => {
    const startedAt = now();
    const fields: Record<string, unknown> = {};
    const request = readRequest(event, fields);
    const answer = await route(request).catch((error: unknown) => {
      const failure = describeFailure(error);
      fields['error'] = failure.status >= 500 ? error : failure.error;
      return { status: failure.status, body: { error: { ...failure.error, requestId: request.requestId } } };
    });
    const line = {
      requestId: request.requestId,
      status: answer.status,
      latencyMs: Math.round(now() - startedAt),
      ...fields,
    };
    if (answer.status >= 500) log.error('request failed', line);
    else log.info('request', line);
    return toProxyResult(answer);
  };
}

function readRequest(event: unknown, fields: Record<string, unknown>): ApiRequest {
  const { headers, pathParameters, body, isBase64Encoded, requestContext } = ProxyEvent.parse(event);
  const byLowerCase = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const parameters = new Map(Object.entries(pathParameters ?? {}));
  return {
    requestId: requestContext.requestId,
    receivedAt: requestContext.requestTimeEpoch,
    header: (name) => byLowerCase.get(name) ?? undefined,
    pathParameter: (name) => parameters.get(name) ?? undefined,
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? ''),
    annotate: (more) => void Object.assign(fields, more),
  };
}

const toProxyResult = ({ status, body }: ApiAnswer): ProxyResult => ({
  statusCode: status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
