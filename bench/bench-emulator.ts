import { createServer } from 'node:net';
import { join } from 'node:path';
import { forgetState, startEmulator, stopEmulator } from '#localstack/emulator.ts';
import { localFolder } from '#localstack/paths.ts';

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

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
