import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = resolve(import.meta.dirname, '../../../shared');

/** Whether the real data sets and golden results lie beside the checkout; tests that need them are skipped if not. */
export const hasShared = existsSync(join(SHARED, 'data'));

/** A file of the shared folder, for example `sharedPath('data/wine/wine.csv')`. */
export const sharedPath = (path: string): string => join(SHARED, path);
