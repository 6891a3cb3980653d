import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of the test file's own, removed after its last test. */
export function temporaryFolder(): {
  path: (name: string) => string;
  write: (name: string, body: string | Uint8Array) => string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'driftloop-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  return {
    path,
    write: (name, body) => {
      writeFileSync(path(name), body);
      return path(name);
    },
  };
}
