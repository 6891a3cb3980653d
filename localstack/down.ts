import { stopEmulator } from './emulator.ts';
import { forgetLocalCloud } from './local-cloud.ts';
import { localFolder } from './paths.ts';

/** Stops the local cloud; what it holds is there again after the next `up`. False when it was down already. */
export async function down(folder: string = localFolder): Promise<boolean> {
  forgetLocalCloud(folder);
  return stopEmulator(folder);
}
