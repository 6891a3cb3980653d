import { CommanderError } from 'commander';
import type { Cli } from './cli.ts';
import { describeError, errorForPrograms } from './describe-error.ts';
import { createOutput, type TextStream } from './output.ts';
import { buildProgram } from './program.ts';
import { ReportedFailure } from './reported-failure.ts';
import { UsageError } from './usage-error.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

/** What of the process the CLI works with. */
export interface Process {
  readonly stdout: TextStream;
  readonly stderr: TextStream;
  readonly stdin: AsyncIterable<Uint8Array | string>;
}

/**
 * Runs one command line.
 *
 * @param args - without the program's own name
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage
 */
export async function runCli(args: readonly string[], { stdout, stderr, stdin }: Process = process): Promise<number> {
  const cli: Cli = {
    output: ({ json }) => createOutput(stdout, stderr, json === true),
    connect: async (options) => (await import('./connect.ts')).connect(options),
    now: () => Date.now(),
    readStdin: () => textOf(stdin),
  };
  return runProgram(args, cli, { stdout, stderr });
}

/** `runCli` on another connection, clock or input. */
export async function runProgram(
  args: readonly string[],
  cli: Cli,
  { stdout, stderr }: Pick<Process, 'stdout' | 'stderr'>,
): Promise<number> {
  const program = buildProgram(cli, { stdout, stderr });
  const tellPrograms = (error: unknown) => {
    if (args.includes('--json')) stdout.write(`${JSON.stringify(errorForPrograms(error), null, 2)}\n`);
  };
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      tellPrograms(new UsageError(usageMessage(error))); // commander has told people
      return WRONG_USAGE;
    }
    if (error instanceof ReportedFailure) return FAILED;
    tellPrograms(error);
    stderr.write(`${describeError(error, args.includes('--debug'))}\n`);
    return error instanceof UsageError ? WRONG_USAGE : FAILED;
  }
}

/** Commander shows its help where a command is missing, and then has nothing to say. */
const usageMessage = ({ code, message }: CommanderError): string =>
  code === 'commander.help' ? 'name a command: --help lists them' : message.replace(/^error: /, '');

async function textOf(stream: AsyncIterable<Uint8Array | string>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString('utf8');
}
