import type { GlobalOptions } from './cli.ts';
import type { Cloud } from './cloud.ts';
import { NoCloudError } from './no-cloud-error.ts';

export async function connect(options: GlobalOptions): Promise<Cloud> {
  throw new NoCloudError(options.env);
}
