import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createOutput } from '#src/cli/output.ts';
import { buildProgram } from '#src/cli/program.ts';

const streams = { stdout: new PassThrough(), stderr: new PassThrough() };
const program = buildProgram(
  {
    output: () => createOutput(streams.stdout, streams.stderr, false),
    connect: () => Promise.reject(new Error('asked for a cloud')),
    now: () => 0,
    readStdin: async () => '',
  },
  streams,
);

/** The commands that do something, as they are typed after `driftloop`. */
const leaves = (command: Command, path: readonly string[] = []): string[] =>
  command.commands.length === 0
    ? [path.join(' ')]
    : command.commands.flatMap((child) => leaves(child, [...path, child.name()]));

describe('the command line', () => {
  it('is what the interfaces promise', () => {
    expect(leaves(program).sort()).toEqual([
      'batch',
      'data list',
      'data push',
      'down',
      'drift',
      'merge',
      'models list',
      'models reproduce',
      'models show',
      'predict',
      'profile',
      'project apply',
      'project list',
      'project show',
      'runs compare',
      'runs list',
      'runs show',
      'runs watch',
      'score',
      'simulate',
      'status',
      'train',
      'up',
      'validate',
    ]);
  });

  const page = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

  it.each(leaves(program))('docs/cli.md tells of %s', (command) => {
    const last = command.split(' ').at(-1);
    expect(page).toMatch(new RegExp(`driftloop ${command}\\b|\`${command}\\b|\`${last}\``));
  });
});
