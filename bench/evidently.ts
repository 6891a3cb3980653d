import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localFolder } from '#localstack/paths.ts';

/** The interpreter of a virtual environment with Evidently 0.7.23 and pandas 2.3.3, installed on first use. */
export function evidentlyPython(): string {
  const folder = join(localFolder, 'bench', 'evidently');
  const python = join(folder, 'venv', 'bin', 'python');
  if (existsSync(join(folder, 'installed'))) return python;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const requirements = join(import.meta.dirname, 'evidently-requirements.txt');
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'inherit' });
  // The list is complete; Evidently's own wish for `pandas[parquet]` would not be met by a hash.
  const options = ['--quiet', '--no-deps', '--require-hashes', '-r', requirements];
  execFileSync(python, ['-m', 'pip', 'install', ...options], { stdio: 'inherit' });
  mkdirSync(join(folder, 'installed'));
  return python;
}
