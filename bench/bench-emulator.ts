import { join } from 'node:path';
import { forgetState, startEmulator, stopEmulator } from '#localstack/emulator.ts';
import { localFolder } from '#localstack/paths.ts';
import { freePort } from '#test/support/free-port.ts';

export interface EmulatorClient {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Runs `work` against an emulator of its own, on a free port and with no state, and stops it. */
export async function withEmulator<T>(work: (client: EmulatorClient) => Promise<T>): Promise<T> {
  const folder = join(localFolder, 'bench');
  await stopEmulator(folder);
  forgetState(folder);
  const { endpoint } = await startEmulator({
    folder,
    port: await freePort(),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  try {
    return await work({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  } finally {
    await stopEmulator(folder);
  }
}
