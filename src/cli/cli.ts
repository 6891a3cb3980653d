import type { Command } from 'commander';
import type { Cloud } from './cloud.ts';
import type { EnvironmentName } from './environment-name.ts';
import type { Output } from './output.ts';

/** The options that every command takes. */
export interface GlobalOptions {
  readonly env: EnvironmentName;
  readonly json?: boolean;
  readonly debug?: boolean;
  readonly team: string;
}

/** What the commands need from the process they run in; tests hand in their own. */
export interface Cli {
  readonly output: (options: GlobalOptions) => Output;
  /** @throws NoCloudError when there is none to talk to */
  readonly connect: (options: GlobalOptions) => Promise<Cloud>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly readStdin: () => Promise<string>;
}

/** A command's own and global options, and the output that they ask for. */
export function optionsOf<Own extends object>(
  cli: Cli,
  command: Command,
): { options: Own & GlobalOptions; out: Output } {
  const options = command.optsWithGlobals<Own & GlobalOptions>();
  return { options, out: cli.output(options) };
}
