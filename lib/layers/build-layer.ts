import { createHash } from 'node:crypto';
import { cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Platform } from '../platform.ts';
import type { LayerContents, PackageFiles } from './layer-contents.ts';
import { lockedPackage } from './locked-package.ts';
import { COMPLETE, nativeLibraryFolder } from './native-library-folder.ts';
import { packageFolder } from './package-folder.ts';
import { stripLibrary } from './strip-library.ts';

/** Lambda's limit for a function and all its layers, unzipped. */
export const LAMBDA_UNZIPPED_LIMIT_BYTES = 250 * 1024 * 1024;

/** What a layer is made of, as a SHA-256: the same lock file and libraries give the same layer version. */
export function layerDigest(contents: LayerContents, platform: Platform): string {
  const packages = contents
    .packages(platform)
    .map(({ name, files }) => ({ files, integrity: lockedPackage(name).integrity }));
  const libraries = contents.nativeLibraries ? readFileSync(join(nativeLibraryFolder(platform), COMPLETE), 'utf8') : '';
  return createHash('sha256')
    .update(JSON.stringify({ packages, libraries, stripped: true }))
    .digest('hex');
}

/**
 * Fills `folder` as Lambda unpacks it to /opt: packages under nodejs/node_modules, without what only debuggers need of their
 * libraries; LightGBM's and XGBoost's as they were published, because models name them by their digests, under native.
 */
export function buildLayer(contents: LayerContents, platform: Platform, folder: string): void {
  for (const files of contents.packages(platform)) copyPackage(files, platform, join(folder, 'nodejs', 'node_modules'));
  if (contents.nativeLibraries) {
    cpSync(nativeLibraryFolder(platform), join(folder, 'native'), { recursive: true, dereference: true });
  }
}

function copyPackage({ name, files }: PackageFiles, platform: Platform, nodeModules: string): void {
  const source = packageFolder(lockedPackage(name), platform);
  for (const pattern of files) {
    const found = globSync(pattern, { cwd: source }).filter((file) => statSync(join(source, file)).isFile());
    if (found.length === 0) throw new Error(`${name} has no ${pattern}; has its layout changed?`);
    for (const file of found) {
      const target = join(nodeModules, name, file);
      mkdirSync(dirname(target), { recursive: true });
      cpSync(join(source, file), target, { dereference: true });
      if (/\.(so(\.\d+)*|node)$/.test(file)) stripLibrary(target);
    }
  }
}
