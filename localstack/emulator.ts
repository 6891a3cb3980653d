import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { z } from 'zod';
import { localFolder, repository } from './paths.ts';
import { commandOf, signal, waitUntil } from './process-table.ts';

const program = join(repository, 'localstack', 'emulator.py');
const python = join(localFolder, 'venv', 'bin', 'python');

const PidFile = z.object({ pid: z.int().positive(), port: z.int().positive() });

/** A running emulator, identified by its process and the folder it keeps its state in. */
export interface Emulator extends z.infer<typeof PidFile> {
  readonly endpoint: string;
}

export interface EmulatorOptions {
  /** Where state, logs and temporary files go. */
  readonly folder: string;
  readonly port: number;
  /** Told about anything a person should know. */
  readonly log: (line: string) => void;
}

const pidFile = (folder: string) => join(folder, 'emulator.json');

/** The emulator of `folder`, when it runs. */
export function runningEmulator(folder: string): Emulator | undefined {
  if (!existsSync(pidFile(folder))) return undefined;
  const { pid, port } = PidFile.parse(JSON.parse(readFileSync(pidFile(folder), 'utf8')));
  const command = commandOf(pid);
  const ours = command?.includes(program) && command.endsWith(folder);
  return ours ? { pid, port, endpoint: endpointOf(port) } : undefined;
}

/** Starts the emulator of `folder` with the state it had when it was stopped, and waits until it answers. */
export async function startEmulator({ folder, port, log }: EmulatorOptions): Promise<Emulator> {
  // A process that was just killed may hold its port for another moment.
  if (!(await waitUntil(async () => !(await answers(port)), 1000))) {
    throw new Error(`port ${port} is taken by another program; choose another one with --port ${port + 1}`);
  }
  if (existsSync(pidFile(folder))) {
    log('the emulator was not stopped cleanly: starting without its state');
    forgetState(folder);
  }
  rmSync(join(folder, 'tmp'), { recursive: true, force: true });
  for (const name of ['logs', 'tmp', 'state']) mkdirSync(join(folder, name), { recursive: true });
  // As on Lambda, no package.json above the code says what a .js file is; the checkout's would.
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const logFile = join(folder, 'logs', 'emulator.log');
  const output = openSync(logFile, 'w');
  const child = spawn(python, [program, folder], {
    cwd: folder,
    env: emulatorEnvironment(folder, port),
    detached: true, // a process group of its own: its Lambda workers can be ended with it
    stdio: ['ignore', output, output],
  });
  child.unref();
  await waitUntil(() => child.pid !== undefined || child.exitCode !== null, 1000);
  writeFileSync(pidFile(folder), JSON.stringify({ pid: child.pid, port }));
  const endpoint = endpointOf(port);
  const ready = await waitUntil(async () => child.exitCode !== null || (await isReady(endpoint)), 60_000);
  if (!ready || child.exitCode !== null || child.pid === undefined) {
    await stopEmulator(folder);
    throw new Error(`the emulator did not start; ${logFile} ends with:\n${lastLines(logFile)}`);
  }
  return { pid: child.pid, port, endpoint };
}

/** Stops the emulator of `folder` and its Lambda workers once its state is saved; false when it does not run. */
export async function stopEmulator(folder: string): Promise<boolean> {
  const emulator = runningEmulator(folder);
  if (emulator) {
    signal(emulator.pid, 'SIGTERM');
    await waitUntil(() => commandOf(emulator.pid) === undefined, 20_000);
    signal(-emulator.pid, 'SIGKILL');
    for (const file of [pidFile(folder), join(folder, 'tmp')]) rmSync(file, { recursive: true, force: true });
  }
  return emulator !== undefined;
}

/** Drops what a stopped emulator kept: buckets, tables, stacks, everything. */
export function forgetState(folder: string): void {
  for (const name of ['emulator.json', 'state', 'unpacked', 'local.json']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

const endpointOf = (port: number) => `http://127.0.0.1:${port}`;

/** Nothing of the user's own AWS settings may reach the Lambdas, so the environment starts empty. */
function emulatorEnvironment(folder: string, port: number): NodeJS.ProcessEnv {
  const inFolder = (name: string) => join(folder, name);
  return {
    PATH: [join(repository, 'node_modules', '.bin'), process.env['PATH']].join(delimiter),
    HOME: inFolder('tmp'),
    LANG: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    TMPDIR: inFolder('tmp'),
    NODE_COMPILE_CACHE: inFolder('compile-cache'),
    MALLOC_ARENA_MAX: '2',
    // The compiler's pieces, of 32 KiB, go back to the system once a bundle is compiled: 15 MB of each Lambda's memory.
    MALLOC_MMAP_THRESHOLD_: '32000',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0',
    AUTH: 'true', // a Lambda may do what its role allows and nothing else
    PERSIST_STATE: '1',
    STATE_DIR: inFolder('state'),
    S3_PERSIST: '1',
    S3_DATA_DIR: join(folder, 'state', 's3'),
    DRIFTLOOP_UNPACKED: inFolder('unpacked'),
  };
}

const isReady = async (endpoint: string) =>
  fetch(`${endpoint}/_ministack/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });

const lastLines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
