import { join } from 'node:path';

/** Where the checkout is, however the app was started. */
export const repositoryRoot = join(import.meta.dirname, '..');

export const inRepository = (...path: string[]): string => join(repositoryRoot, ...path);
