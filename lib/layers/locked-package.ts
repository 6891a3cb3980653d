import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inRepository } from '../repository.ts';

const LockFile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional(), integrity: z.string().optional() })),
});

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-<base64>` of the package's tarball. */
  readonly integrity: string;
}

/** @throws Error when the lock file does not pin the package */
export function lockedPackage(name: string): LockedPackage {
  const { packages } = LockFile.parse(JSON.parse(readFileSync(inRepository('package-lock.json'), 'utf8')));
  const { version, integrity } = packages[`node_modules/${name}`] ?? {};
  if (!version || !integrity) throw new Error(`package-lock.json does not pin ${name}; run npm install`);
  return { name, version, integrity };
}
