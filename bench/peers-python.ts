import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';

/**
 * The interpreter of a virtual environment of its own, with the packages of `<peers>-requirements.txt`, installed on first
 * use. The lists are complete: what a package wishes beyond them, Evidently for one a `pandas[parquet]`, is left out.
 */
export function peersPython(peers: 'evidently' | 'merge' | 'metaflow' | 'train' | 'tune'): string {
  const venv = join(localFolder, 'bench', `${peers}-peers`);
  const python = join(venv, 'bin', 'python');
  if (existsSync(join(venv, 'installed'))) return python;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(join(localFolder, 'bench'), { recursive: true });
  const requirements = join(import.meta.dirname, `${peers}-requirements.txt`);
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const options = ['--quiet', '--no-deps', '--require-hashes', '-r', requirements];
  execFileSync(python, ['-m', 'pip', 'install', ...options], { stdio: 'inherit' });
  mkdirSync(join(venv, 'installed'));
  return python;
}
