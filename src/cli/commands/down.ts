import { Command } from 'commander';
import { type Cli, optionsOf } from '../cli.ts';
import { requireLocal } from './up.ts';

export function downCommand(cli: Cli): Command {
  return new Command('down')
    .description('stop the local cloud; the next `up` finds what it holds')
    .action((_, command: Command) => takeDown(cli, command));
}

async function takeDown(cli: Cli, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  requireLocal('down', options);
  const { down } = await import('#localstack/down.ts');
  const stopped = await down();
  out.result({ stopped }, () => (stopped ? 'the local cloud is down' : 'the local cloud was down already'));
}
