import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Platform } from '../platform.ts';
import { inRepository } from '../repository.ts';

/** Written last, and holds the digest of the pinned versions that the folder was made from. */
export const COMPLETE = 'requirements.sha256';

/** Where LightGBM's and XGBoost's shared libraries of a platform are; fetched, pinned by hash, if they are not there. */
export function nativeLibraryFolder(platform: Platform): string {
  const folder = inRepository('.driftloop', 'native', platform);
  if (!existsSync(`${folder}/${COMPLETE}`)) {
    const output = ['ignore', 'ignore', 'inherit'] as const;
    execFileSync(process.execPath, [inRepository('localstack', 'native-libraries.mjs')], { stdio: [...output] });
  }
  return folder;
}
