import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { SetUpFailure } from './failure.mjs';
import { run } from './run.mjs';

/** The lock-pinned Node 24 of the checkout; where npm has none for the platform, the Node that runs this. */
export function projectNode(repository) {
  const pinned = join(repository, 'node_modules', '.bin', 'node');
  if (existsSync(pinned)) return pinned;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new SetUpFailure(
    process.platform === 'linux'
      ? 'node_modules lacks the Node 24 of the lock file: delete node_modules, allow optional packages, and run this again.'
      : `On ${process.platform} the lock file brings no Node of its own: install Node 24 or newer (this is ${process.version}).`,
  );
}

/** Whether node_modules holds what the lock file names; packages for other platforms may be absent. */
export function nodePackagesMatch(repository) {
  const installed = packagesOf(join(repository, 'node_modules', '.package-lock.json'));
  const locked = packagesOf(join(repository, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, { version, optional }]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : optional === true;
  });
}

function packagesOf(lockFile) {
  return existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')).packages : undefined;
}

export async function installNodePackages({ repository, logFile }) {
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const args = [...npm.slice(1), 'ci', '--include=dev', '--include=optional', '--no-progress'];
  await run('npm ci', npm[0], args, { cwd: repository, logFile });
  if (nodePackagesMatch(repository)) return;
  throw new SetUpFailure(`npm ci ended well but did not install what the lock file names; ${logFile} may say why.`);
}

/** Lets `npx driftloop` find the command of this very checkout. */
export function linkCommand(repository) {
  const bin = join(repository, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  if (!existsSync(join(bin, 'driftloop'))) symlinkSync('../../bin/driftloop', join(bin, 'driftloop'));
}
