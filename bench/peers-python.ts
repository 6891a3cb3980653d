import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';

/** The interpreter of a benchmark's own virtual environment, with the packages of its list, installed on first use. */
export function peersPython(benchmark: 'merge' | 'train' | 'tune'): string {
  const venv = join(localFolder, 'bench', `${benchmark}-peers`);
  const python = join(venv, 'bin', 'python');
  if (existsSync(join(venv, 'installed'))) return python;
  rmSync(venv, { recursive: true, force: true });
  mkdirSync(join(localFolder, 'bench'), { recursive: true });
  const requirements = join(import.meta.dirname, `${benchmark}-requirements.txt`);
  execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const options = ['--quiet', '--require-hashes', '-r', requirements];
  execFileSync(python, ['-m', 'pip', 'install', ...options], { stdio: 'inherit' });
  mkdirSync(join(venv, 'installed'));
  return python;
}
