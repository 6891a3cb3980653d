import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { EnvironmentName } from './cli.ts';
import { NoCloudError } from './no-cloud-error.ts';

/** What the local cloud says of itself while it is up. */
const LocalCloud = z.object({ endpoint: z.url(), region: z.string().min(1) });

/** Where the AWS clients connect to and as whom; empty for AWS itself, where the SDK's own chain finds both. */
export interface AwsSession {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface SessionChoice {
  readonly environment: EnvironmentName;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** The file that the local cloud leaves while it is up. */
  readonly localFile: string;
}

/** Emulators take any credentials, and the user's own must never reach them. */
const EMULATOR_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * AWS_ENDPOINT_URL wins; without it `local` is the cloud that `driftloop up` started, and any other environment is AWS.
 *
 * @throws NoCloudError when the local cloud is down
 */
export async function chooseSession({ environment, variables, localFile }: SessionChoice): Promise<AwsSession> {
  const { AWS_ENDPOINT_URL: endpoint, AWS_REGION: region } = variables;
  if (environment !== 'local') return { ...(region && { region }), ...(endpoint && { endpoint }) };
  if (endpoint) return { endpoint, region: region ?? 'us-east-1', credentials: EMULATOR_CREDENTIALS };
  const local = await readLocalCloud(localFile);
  return { ...local, credentials: EMULATOR_CREDENTIALS };
}

async function readLocalCloud(localFile: string): Promise<z.infer<typeof LocalCloud>> {
  const text = await readFile(localFile, 'utf8').catch(() => undefined);
  if (text === undefined) throw new NoCloudError(NO_LOCAL_CLOUD);
  const parsed = LocalCloud.safeParse(JSON.parse(text));
  if (!parsed.success) throw new NoCloudError(`${localFile} names no endpoint: run \`driftloop up\` again`);
  return parsed.data;
}

export const NO_LOCAL_CLOUD =
  'no local cloud is running: start it with `driftloop up` (or `npm start`); for AWS add --env dev';
