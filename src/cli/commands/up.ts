import { Command } from 'commander';
import { type Cli, type GlobalOptions, optionsOf } from '../cli.ts';
import { UsageError } from '../usage-error.ts';
import { describeCloud, statusText } from './status.ts';

interface UpOptions {
  readonly port?: number;
  readonly reset?: boolean;
}

export function upCommand(cli: Cli): Command {
  return new Command('up')
    .description('start the local cloud, or deploy to the one that AWS_ENDPOINT_URL names')
    .option('--port <port>', 'where the local cloud listens (default: the port it has already, else 4566)', parsePort)
    .option('--reset', 'forget all data, models and runs first')
    .action((_, command: Command) => bringUp(cli, command));
}

async function bringUp(cli: Cli, command: Command): Promise<void> {
  const { options, out } = optionsOf<UpOptions>(cli, command);
  requireLocal('up', options);
  const { up } = await import('#localstack/up.ts');
  await up({ port: options.port, reset: options.reset, log: out.progress });
  const found = await describeCloud(await cli.connect(options));
  out.result(found, () => statusText(found));
}

/** @throws UsageError unless the environment is the local one */
export function requireLocal(command: string, { env }: GlobalOptions): void {
  if (env === 'local') return;
  const remedy = `npx cdk ${command === 'up' ? 'deploy' : 'destroy'} --all -c env=${env}`;
  throw new UsageError(`driftloop ${command} is for the local cloud; on AWS run \`${remedy}\``);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new UsageError(`--port is a number from 1 to 65535, got "${text}"`);
}
