import type { EnvironmentName } from './environment-name.ts';
import { NoCloudError } from './no-cloud-error.ts';

/** Where the AWS clients connect to and as whom; empty for AWS itself, where the SDK's own chain finds both. */
export interface AwsSession {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface SessionChoice {
  readonly environment: EnvironmentName;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The cloud that `driftloop up` started, if it is up. */
  readonly localCloud: () => { readonly endpoint: string; readonly region: string } | undefined;
}

/** Emulators take any credentials, and the user's own must never reach them. */
const EMULATOR_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * AWS_ENDPOINT_URL wins; without it `local` is the cloud that `driftloop up` started, and any other environment is AWS.
 *
 * @throws NoCloudError when the local cloud is down
 */
export function chooseSession({ environment, variables, localCloud }: SessionChoice): AwsSession {
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = variables;
  if (environment !== 'local') return { ...(region && { region }), ...(endpoint && { endpoint }) };
  if (endpoint) return { endpoint, region: region ?? 'us-east-1', credentials: EMULATOR_CREDENTIALS };
  const local = localCloud();
  if (!local) throw new NoCloudError(NO_LOCAL_CLOUD);
  return { endpoint: local.endpoint, region: local.region, credentials: EMULATOR_CREDENTIALS };
}

export const NO_LOCAL_CLOUD =
  'no local cloud is running: start it with `driftloop up` (or `npm start`); for AWS add --env dev';
