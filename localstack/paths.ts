import { resolve } from 'node:path';

/** The checkout. */
export const repository = resolve(import.meta.dirname, '..');

/** Everything the local cloud writes; safe to delete when it is down. */
export const localFolder = resolve(repository, '.driftloop');
