import { stopEmulator } from './emulator.ts';
import { localFolder } from './paths.ts';

/** Stops the local cloud; what it holds is there again after the next `up`. False when it was down already. */
export const down = (folder: string = localFolder): Promise<boolean> => stopEmulator(folder);
