import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';

const folder = join(localFolder, 'bench', 'metaflow');
const python = join(folder, 'venv', 'bin', 'python');
const flow = join(import.meta.dirname, 'metaflow_chain.py');

/** Wall-clock seconds of `metaflow_chain.py run`, the whole process, `rounds` times. */
export async function metaflowSeconds(rounds: number): Promise<number[]> {
  install();
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    rmSync(join(folder, '.metaflow'), { recursive: true, force: true });
    const start = performance.now();
    const env = { PATH: process.env['PATH'], HOME: folder, USER: 'bench', LANG: 'C.UTF-8' };
    execFileSync(python, [flow, '--quiet', 'run'], { cwd: folder, stdio: 'ignore', env });
    seconds.push((performance.now() - start) / 1000);
  }
  return seconds;
}

function install(): void {
  if (existsSync(join(folder, 'installed'))) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requirements = join(import.meta.dirname, 'metaflow-requirements.txt');
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', requirements], {
    stdio: 'inherit',
  });
  mkdirSync(join(folder, 'installed'));
}
