/** A REST API proxy event, as API Gateway sends it. */
export const apiEvent = ({
  key = 'the-key',
  body = '',
  path = {},
  requestId = 'request-1',
}: {
  key?: string;
  body?: unknown;
  path?: Record<string, string>;
  requestId?: string;
} = {}) => ({
  httpMethod: 'POST',
  headers: key === '' ? null : { 'X-Api-Key': key, 'content-type': 'application/json' },
  pathParameters: Object.keys(path).length > 0 ? path : null,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  isBase64Encoded: false,
  requestContext: { requestId, requestTimeEpoch: Date.UTC(2026, 0, 1), stage: 'api' },
});

/** Keeps the log lines of a handler. */
export class MemoryLog {
  readonly lines: { level: string; message: string; fields: Record<string, unknown> }[] = [];

  info(message: string, fields: Record<string, unknown>): void {
    this.lines.push({ level: 'info', message, fields });
  }

  error(message: string, fields: Record<string, unknown>): void {
    this.lines.push({ level: 'error', message, fields });
  }
}
