import { z } from 'zod';

/** Operating system and processor that native modules are bundled for. */
export const Platform = z.enum(['linux-x64', 'linux-arm64', 'darwin-arm64']);
export type Platform = z.infer<typeof Platform>;

export const hostPlatform = (): Platform => Platform.parse(`${process.platform}-${process.arch}`);
