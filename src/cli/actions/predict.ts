import { z } from 'zod';
import { PredictResponse } from '#src/contracts/predict-request.ts';
import { ApiError } from '../api-error.ts';
import type { Cloud } from '../cloud.ts';

const ErrorBody = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/**
 * Asks the HTTP API for predictions.
 *
 * @param body - JSON, in any form the API takes
 * @throws ApiError with what the API answered when it refused
 */
export async function predict(
  { apiUrl }: Pick<Cloud, 'apiUrl'>,
  project: string,
  apiKey: string,
  body: string,
): Promise<PredictResponse> {
  const response = await fetch(`${apiUrl}/projects/${encodeURIComponent(project)}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new ApiError(`the API answered ${response.status}: ${reasonIn(text)}`);
  return PredictResponse.parse(JSON.parse(text));
}

/** The gateway's own refusals, of a wrong key for example, may have another shape than the API's. */
function reasonIn(text: string): string {
  try {
    const { code, message } = ErrorBody.parse(JSON.parse(text)).error;
    return `${code}: ${message}`;
  } catch {
    return text.slice(0, 500);
  }
}
