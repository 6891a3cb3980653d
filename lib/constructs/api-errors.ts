import { GatewayResponse, type IRestApi, ResponseType } from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';

interface Failure {
  readonly type: ResponseType;
  readonly status?: string;
  readonly code: string;
  readonly message: string;
}

/** What the gateway itself refuses, in the shape in which the handlers answer. */
const failures: Readonly<Record<string, Failure>> = {
  InvalidApiKey: {
    type: ResponseType.INVALID_API_KEY,
    code: 'FORBIDDEN',
    message: 'send a valid key in the x-api-key header',
  },
  AccessDenied: {
    type: ResponseType.ACCESS_DENIED,
    code: 'FORBIDDEN',
    message: 'this key may not do that',
  },
  Throttled: {
    type: ResponseType.THROTTLED,
    code: 'TOO_MANY_REQUESTS',
    message: 'more requests per second than the plan of this key allows; slow down and try again',
  },
  QuotaExceeded: {
    type: ResponseType.QUOTA_EXCEEDED,
    code: 'QUOTA_EXCEEDED',
    message: 'the quota of this key is used up for today',
  },
  BadBody: {
    type: ResponseType.BAD_REQUEST_BODY,
    code: 'INVALID_JSON',
    message: 'the body must be a JSON object',
  },
  BadParameters: {
    type: ResponseType.BAD_REQUEST_PARAMETERS,
    code: 'INVALID_REQUEST',
    message: 'a parameter that this path needs is missing',
  },
  TooLarge: {
    type: ResponseType.REQUEST_TOO_LARGE,
    code: 'BATCH_TOO_LARGE',
    message: 'the body is larger than 10 MB; send fewer rows, or use batch inference',
  },
  NoSuchPath: {
    type: ResponseType.MISSING_AUTHENTICATION_TOKEN, // API Gateway's word for a path or method that does not exist
    status: '404',
    code: 'NOT_FOUND',
    message: 'there is no such path, or it does not take this method',
  },
  TimedOut: {
    type: ResponseType.INTEGRATION_TIMEOUT,
    code: 'TIMED_OUT',
    message: 'no answer within 29 seconds; send fewer rows, or use batch inference',
  },
  Ours: {
    type: ResponseType.DEFAULT_5XX,
    code: 'INTERNAL_ERROR',
    message: 'the request could not be answered; try again, and quote the requestId if it keeps failing',
  },
};

export interface ApiErrorsProps {
  readonly api: IRestApi;
}

/** Makes every error of the API readable by the same code. */
export class ApiErrors extends Construct {
  constructor(scope: Construct, id: string, { api }: ApiErrorsProps) {
    super(scope, id);
    for (const [name, { type, status, code, message }] of Object.entries(failures)) {
      new GatewayResponse(this, name, {
        restApi: api,
        type,
        ...(status && { statusCode: status }),
        templates: {
          'application/json': JSON.stringify({ error: { code, message, requestId: '$context.requestId' } }),
        },
      });
    }
  }
}
