import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readVitestReport, type Tally } from './support/tally.ts';

/** `npm test`: every check and every test; with arguments, the tests that they select. */
const repository = join(import.meta.dirname, '..');
const report = join(repository, '.driftloop', 'test', `report-${process.pid}.json`);
const checks = [
  { name: 'Biome', command: 'biome', args: ['check', '.'] },
  { name: 'TypeScript', command: 'tsc', args: [] },
  { name: 'knip', command: 'knip', args: [] },
];

interface Ended {
  readonly code: number;
  readonly printed: string;
}

function run(command: string, args: readonly string[], output: 'keep' | 'show'): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const stdio = ['ignore', output === 'show' ? 'inherit' : 'pipe', output === 'show' ? 'inherit' : 'pipe'] as const;
    const child = spawn(join(repository, 'node_modules', '.bin', command), args, {
      cwd: repository,
      stdio: [...stdio],
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (printed += text));
    child.once('error', reject).once('close', (code) => resolve({ code: code ?? 1, printed }));
  });
}

async function check({ name, command, args }: (typeof checks)[number]): Promise<Tally> {
  const { code, printed } = await run(command, args, 'keep');
  process.stdout.write(code === 0 ? `✔ ${name}\n` : `✖ ${name}\n${printed}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

async function test(args: readonly string[]): Promise<Tally> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run('vitest', ['run', ...reporters, ...args], 'show');
  try {
    const tally = readVitestReport(readFileSync(report, 'utf8'));
    // An error outside any test fails the run as well.
    return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(report, { force: true });
  }
}

const args = process.argv.slice(2);
const tallies = args.length === 0 ? await Promise.all(checks.map(check)) : [];
tallies.push(await test(args));
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed${skipped}\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
