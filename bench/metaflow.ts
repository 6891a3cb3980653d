import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';
import { peersPython } from './peers-python.ts';

/** What Metaflow takes for its home. */
const folder = join(localFolder, 'bench', 'metaflow');
const flow = join(import.meta.dirname, 'metaflow_chain.py');

/** Wall-clock seconds of `metaflow_chain.py run`, the whole process, `rounds` times. */
export async function metaflowSeconds(rounds: number): Promise<number[]> {
  const python = peersPython('metaflow');
  mkdirSync(folder, { recursive: true });
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
