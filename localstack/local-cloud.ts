import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { runningEmulator } from './emulator.ts';
import { localFolder } from './paths.ts';

const LocalCloud = z.object({
  endpoint: z.url(),
  region: z.string(),
  /** The emulator's process; absent where the endpoint is somebody else's. */
  pid: z.int().positive().optional(),
});

/** Where the environment `local` is deployed. */
export type LocalCloud = z.infer<typeof LocalCloud>;

const file = (folder: string) => join(folder, 'local.json');

/** The local cloud that is up; undefined when it is down or was never up. */
export function readLocalCloud(folder: string = localFolder): LocalCloud | undefined {
  if (!existsSync(file(folder))) return undefined;
  const cloud = LocalCloud.parse(JSON.parse(readFileSync(file(folder), 'utf8')));
  const alive = cloud.pid === undefined || runningEmulator(folder)?.pid === cloud.pid;
  return alive ? cloud : undefined;
}

export function writeLocalCloud(cloud: LocalCloud, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file(folder), `${JSON.stringify(cloud, null, 2)}\n`);
}

export const forgetLocalCloud = (folder: string): void => rmSync(file(folder), { force: true });
