import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Platform } from '../platform.ts';
import { inRepository } from '../repository.ts';
import type { LockedPackage } from './locked-package.ts';

/**
 * The unpacked package: npm's own copy if it is installed, else (another platform's binaries, which npm leaves out)
 * one that is fetched once and checked against the lock file.
 */
export function packageFolder(locked: LockedPackage, platform: Platform): string {
  const installed = inRepository('node_modules', locked.name);
  if (existsSync(installed)) return installed;
  const fetched = inRepository('.driftloop', 'layers', platform, `${locked.name.replace('/', '+')}@${locked.version}`);
  if (!existsSync(fetched)) fetchPackage(locked, fetched);
  return fetched;
}

function fetchPackage({ name, version, integrity }: LockedPackage, folder: string): void {
  mkdirSync(dirname(folder), { recursive: true });
  const scratch = mkdtempSync(join(dirname(folder), 'fetch-'));
  try {
    process.stderr.write(`Fetching ${name} ${version} for the Lambda layers\n`);
    const flags = ['--silent', '--pack-destination', scratch];
    execFileSync('npm', ['pack', `${name}@${version}`, ...flags], { stdio: ['ignore', 'ignore', 'inherit'] });
    const tarball = join(scratch, readdirSync(scratch)[0] ?? '');
    const found = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
    if (found !== integrity) {
      throw new Error(`${name} ${version} is ${found}, but package-lock.json pins ${integrity}; do not use it`);
    }
    execFileSync('tar', ['-xzf', tarball, '-C', scratch]);
    renameSync(join(scratch, 'package'), folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
