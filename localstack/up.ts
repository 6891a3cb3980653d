import { deploy } from './deploy.ts';
import { type Emulator, forgetState, runningEmulator, startEmulator, stopEmulator } from './emulator.ts';
import { type LocalCloud, writeLocalCloud } from './local-cloud.ts';
import { localFolder } from './paths.ts';
import { synthesize } from './synth.ts';

export interface UpOptions {
  /** @default - the port it runs on already, else 4566 */
  readonly port?: number | undefined;
  /** Start from nothing: no data, no models, no runs. @default false */
  readonly reset?: boolean | undefined;
  /** Told what happens, a line at a time. */
  readonly log: (line: string) => void;
  /** Where the emulator keeps its state and logs. @default - .driftloop in the checkout */
  readonly folder?: string;
}

/**
 * Brings the local cloud up, with what it held when it went down: the emulator, and the stacks of environment `local`
 * as they are now. With AWS_ENDPOINT_URL set it deploys there instead and starts nothing.
 */
export async function up({ port, reset = false, log, folder = localFolder }: UpOptions): Promise<LocalCloud> {
  const given = process.env['AWS_ENDPOINT_URL'];
  const [assembly, emulator] = await Promise.all([
    synthesize({ environment: 'local', log }),
    given ? undefined : ensureEmulator({ port, reset, log, folder }),
  ]);
  const endpoint = given ?? emulator?.endpoint ?? '';
  const { region } = await deploy({ assembly, endpoint, log });
  const cloud = { endpoint, region, ...(emulator && { pid: emulator.pid }) };
  writeLocalCloud(cloud, folder);
  return cloud;
}

async function ensureEmulator({
  port,
  reset,
  log,
  folder,
}: Required<Pick<UpOptions, 'reset' | 'log' | 'folder'>> & Pick<UpOptions, 'port'>): Promise<Emulator> {
  if (reset) {
    await stopEmulator(folder);
    forgetState(folder);
  }
  const running = runningEmulator(folder);
  if (running && port !== undefined && port !== running.port) {
    throw new Error(`the local cloud is up on port ${running.port}; take it down first: driftloop down`);
  }
  if (running) return running;
  const start = performance.now();
  const emulator = await startEmulator({ folder, port: port ?? 4566, log });
  log(`the emulator answers at ${emulator.endpoint} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return emulator;
}
