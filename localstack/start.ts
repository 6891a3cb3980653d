import { parseArgs } from 'node:util';
import { connect } from '#src/cli/connect.ts';
import { createOutput } from '#src/cli/output.ts';
import { runDemo } from './demo.ts';
import { suggestions, summarize } from './demo-summary.ts';
import { down } from './down.ts';
import { up } from './up.ts';

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
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port takes a number from 1 to 65535, not "${values.port}"`);
  }
  return { ...values, port };
}

const out = createOutput(process.stdout, process.stderr, false);
const stopRequest = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
});

async function loop({ keep, port }: { keep: boolean; port: number | undefined }): Promise<void> {
  const start = performance.now();
  await up({ port, reset: !keep, log: out.progress });
  const cloud = await connect({ env: 'local' });
  const demo = await runDemo(cloud, out);
  out.progress('');
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`${await summarize(demo, cloud, out)}\n\nAll of it took ${seconds} s.\n`);
  out.progress(`\n${suggestions(cloud)}`);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const stopped = stopRequest.then(() => 'stopped' as const);
  try {
    const how = await Promise.race([loop(options), stopped]);
    if (how !== 'stopped' && !options.once) {
      out.progress('\nThe local cloud stays up; Ctrl-C takes it down.');
      setInterval(() => {}, 2 ** 30); // waiting for a signal alone does not keep a process alive
      await stopped;
    }
  } finally {
    if (await down()) out.progress('The local cloud is down; `npx driftloop up` brings it back as it was.');
  }
}

await main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
process.exit(); // an interrupted loop may still wait for something
