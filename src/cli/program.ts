import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Cli } from './cli.ts';
import { batchCommand } from './commands/batch.ts';
import { dataCommand } from './commands/data.ts';
import { downCommand } from './commands/down.ts';
import { driftCommand } from './commands/drift.ts';
import { mergeCommand } from './commands/merge.ts';
import { modelsCommand } from './commands/models.ts';
import { predictCommand } from './commands/predict.ts';
import { profileCommand } from './commands/profile.ts';
import { projectCommand } from './commands/project.ts';
import { runsCommand } from './commands/runs.ts';
import { scoreCommand } from './commands/score.ts';
import { simulateCommand } from './commands/simulate.ts';
import { statusCommand } from './commands/status.ts';
import { trainCommand } from './commands/train.ts';
import { upCommand } from './commands/up.ts';
import { validateCommand } from './commands/validate.ts';
import { ENVIRONMENTS } from './environment-name.ts';
import type { TextStream } from './output.ts';

/** The commands in the order of the loop, under the headings that the help gives them. */
const GROUPS = [
  { heading: 'The cloud:', commands: [upCommand, downCommand, statusCommand] },
  { heading: 'The loop:', commands: [projectCommand, dataCommand, runsCommand, modelsCommand, simulateCommand] },
  { heading: 'Predictions:', commands: [predictCommand, batchCommand] },
  {
    heading: 'Offline, on files:',
    commands: [validateCommand, profileCommand, driftCommand, mergeCommand, trainCommand, scoreCommand],
  },
] as const;

const PACKAGE = join(import.meta.dirname, '../../package.json');

/** The whole command line; nothing heavier than commander is loaded before a command's action runs. */
export function buildProgram(cli: Cli, { stdout, stderr }: { stdout: TextStream; stderr: TextStream }): Command {
  const program = new Command('driftloop')
    .description('Upload data. Driftloop notices drift, retrains, proves the new model and serves it.')
    .addOption(
      new Option('--env <environment>', 'the cloud to talk to')
        .choices(ENVIRONMENTS)
        .default('local')
        .env('DRIFTLOOP_ENV'),
    )
    .option('--team <team>', 'whose projects', 'demo')
    .option('--json', 'print the result as JSON')
    .option('--debug', 'show where an error comes from')
    .version(String(JSON.parse(readFileSync(PACKAGE, 'utf8')).version), '--version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: (text) => stderr.write(text) })
    .exitOverride();
  for (const { heading, commands } of GROUPS) {
    program.commandsGroup(heading);
    for (const create of commands) program.addCommand(create(cli));
  }
  inheritSettings(program);
  return program;
}

/** Commands that are made on their own know nothing of their parent's settings until told. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent).helpCommand(false).showHelpAfterError('(--help shows how it is used)');
    inheritSettings(command);
  }
}
