import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const usage = `npm start -- [options]

Brings the local cloud up from nothing, takes the wine project through the loop, and stays up until Ctrl-C.

  --once        end after the summary, with exit code 0 if all of it worked
  --keep        keep what the local cloud holds from before
  --port <n>    where the emulator listens (4566)
  --help        show this`;

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
      port: { type: 'string' },
    },
  });
  const port = Number(values.port ?? 4566);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return { ...values, port };
  throw new Error(`--port takes a number from 1 to 65535, not "${values.port}"`);
}

/** The work is done by a process of its own: this one stays for hours, and should take no more memory than waiting does. */
function startDemo({ keep, once, port }: { keep: boolean; once: boolean; port: number }): ChildProcess {
  const program = join(import.meta.dirname, 'run-demo.ts');
  const wishes = [...(keep ? ['keep'] : []), ...(once ? ['once'] : [])];
  return spawn(process.execPath, [program, String(port), ...wishes], { stdio: 'inherit' });
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const stopped = new Promise<'stopped'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stopped'));
  });
  const demo = startDemo(options);
  const ended = new Promise<number>((resolve) => demo.once('exit', (code) => resolve(code ?? 1)));
  const how = await Promise.race([ended, stopped]);
  if (how === 0 && !options.once) {
    process.stderr.write('\nThe local cloud stays up; Ctrl-C takes it down.\n');
    setInterval(() => {}, 2 ** 30); // waiting for a signal alone does not keep a process alive
    await stopped;
  }
  demo.kill();
  await ended;
  const { down } = await import('./down.ts');
  if (await down()) process.stderr.write('The local cloud is down; `npx driftloop up` brings it back as it was.\n');
  process.exit(how === 'stopped' ? 0 : how);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exit(2);
});
