import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { down } from '#localstack/down.ts';
import { runningEmulator } from '#localstack/emulator.ts';
import { localFolder } from '#localstack/paths.ts';
import { up } from '#localstack/up.ts';
import { runDemo } from '#localstack/wine-demo.ts';
import { connect } from '#src/cli/connect.ts';
import { createOutput } from '#src/cli/output.ts';
import { freePort } from '#test/support/free-port.ts';

/** What the local cloud takes once the whole loop has run: the emulator and every Lambda process, all still warm. */
export async function benchMemory(): Promise<string> {
  const folder = join(localFolder, 'bench');
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const { endpoint } = await up({ folder, port: await freePort(), reset: true, log });
  try {
    process.env['AWS_ENDPOINT_URL'] = endpoint;
    await runDemo(await connect({ env: 'local' }), createOutput(process.stderr, process.stderr, false));
    const emulator = runningEmulator(folder);
    if (!emulator) throw new Error('the emulator ended by itself');
    const members = groupMembers(emulator.pid);
    const megabytes = members.reduce((sum, pid) => sum + proportionalSetKib(pid), 0) / 1024;
    return `memory of the local cloud after the loop: ${megabytes.toFixed(0)} MB (PSS) in ${members.length} processes`;
  } finally {
    await down(folder);
  }
}

/** Linux only: the processes of a process group. */
function groupMembers(group: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && groupOf(pid) === group);
}

function groupOf(pid: number): number | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`);
  // The name, in parentheses, may hold blanks: the fields that follow it are state, parent, group.
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
}

/** KiB, pages shared with other processes counted in proportion. */
function proportionalSetKib(pid: number): number {
  const rollup = readIfThere(`/proc/${pid}/smaps_rollup`) ?? '';
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
