import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { down } from '#localstack/down.ts';
import { localFolder } from '#localstack/paths.ts';
import { commandOf } from '#localstack/process-table.ts';
import { up } from '#localstack/up.ts';
import { freePort } from '#test/support/free-port.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a local cloud that is this test run's own. */
    readonly endpoint: string;
  }
}

const clouds = join(localFolder, 'test', 'clouds');

/** Gives the integration tests a local cloud of their own, with everything deployed, and takes it down afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  delete process.env['AWS_ENDPOINT_URL'];
  await removeAbandoned();
  const folder = join(clouds, String(process.pid));
  const remove = async () => {
    await down(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const log = (line: string) => process.stderr.write(`${line}\n`);
    const { endpoint } = await up({ folder, port: await freePort(), reset: true, log });
    project.provide('endpoint', endpoint);
    return remove;
  } catch (error) {
    await remove();
    throw error;
  }
}

/** A test run that was killed leaves its cloud behind. */
async function removeAbandoned(): Promise<void> {
  for (const owner of existsSync(clouds) ? readdirSync(clouds) : []) {
    if (commandOf(Number(owner)) !== undefined) continue;
    await down(join(clouds, owner));
    rmSync(join(clouds, owner), { recursive: true, force: true });
  }
}
