import { existsSync, readdirSync } from 'node:fs';
import type { Platform } from '../platform.ts';
import { inRepository } from '../repository.ts';

/** Where set-up puts LightGBM's and XGBoost's shared libraries. @throws Error when it has not run for this platform */
export function nativeLibraryFolder(platform: Platform): string {
  const folder = inRepository('.driftloop', 'native', platform);
  if (!existsSync(folder) || readdirSync(folder).length === 0) {
    throw new Error(`${folder} is missing; run: node localstack/native-libraries.mjs ${platform}`);
  }
  return folder;
}
