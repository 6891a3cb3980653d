import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LibraryHandle } from 'koffi';

type Koffi = typeof import('koffi');

const require = createRequire(import.meta.url);
let loaded: Koffi | undefined;

/** The bridge to C, loaded on first use: `require` sees a Lambda layer, `import` does not. */
export function koffi(): Koffi {
  loaded ??= require('koffi') as Koffi;
  return loaded;
}

/** What tells where the libraries are; the environment of the process in all but tests. */
export interface NativePlace {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** `<operating system>-<processor>`, as Node names them. */
  readonly platform: string;
}

/** Written last into every folder of libraries that the set-up makes. */
const COMPLETE = 'requirements.sha256';
const EXTENSION = process.platform === 'darwin' ? 'dylib' : 'so';
const THIS_PLACE: NativePlace = { environment: process.env, platform: `${process.platform}-${process.arch}` };
const handles = new Map<string, LibraryHandle>();

/**
 * LightGBM or XGBoost, loaded once.
 *
 * @throws Error with the remedy when it is not installed or does not load
 */
export function nativeLibrary(name: 'lib_lightgbm' | 'libxgboost'): LibraryHandle {
  const before = handles.get(name);
  if (before) return before;
  const folder = nativeFolder(THIS_PLACE);
  try {
    loadOpenMp(folder);
    const handle = koffi().load(join(folder, `${name}.${EXTENSION}`));
    handles.set(name, handle);
    return handle;
  } catch (cause) {
    const remedy =
      process.platform === 'darwin'
        ? 'install its OpenMP runtime (brew install libomp)'
        : `delete ${folder} and run npm start, which fetches it again`;
    const reason = cause instanceof Error ? cause.message : cause;
    throw new Error(`${name} does not load from ${folder}: ${reason}; ${remedy}`, { cause });
  }
}

/** SHA-256 of the library's file, in hex. */
export function nativeLibraryDigest(name: 'lib_lightgbm' | 'libxgboost'): string {
  const bytes = readFileSync(join(nativeFolder(THIS_PLACE), `${name}.${EXTENSION}`));
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * How often a thread looks whether the others are done before it sleeps, unless something else is wanted. At GNU's own
 * 300,000 training takes ten times as long wherever the cores are shared; at none, half as long again on idle ones
 * (docs/performance.md).
 */
export function spinBriefly(environment: Record<string, string | undefined>): void {
  if (environment['OMP_WAIT_POLICY'] === undefined) environment['GOMP_SPINCOUNT'] ??= '1000';
}

/** Both libraries look for the OpenMP runtime by its name alone, and find it because it is loaded already. */
function loadOpenMp(folder: string): void {
  const file = join(folder, 'libgomp.so.1');
  if (!existsSync(file)) return;
  spinBriefly(process.env); // it reads this once
  koffi().load(file, { global: true });
}

/**
 * DRIFTLOOP_NATIVE_DIR if it is set, else the folder of the Lambda layer or the checkout that koffi comes from.
 *
 * @throws Error naming the remedy when there is none
 */
export function nativeFolder({ environment, platform }: NativePlace): string {
  const chosen = environment['DRIFTLOOP_NATIVE_DIR'];
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`DRIFTLOOP_NATIVE_DIR names ${chosen}, which does not exist: correct or unset it`);
  }
  const modules = dirname(dirname(require.resolve('koffi')));
  // A layer is /opt/nodejs/node_modules/koffi beside /opt/native, wherever it is unpacked.
  const places = [join(modules, '..', '..', 'native'), join(modules, '..', '.driftloop', 'native', platform)];
  const found = places.find((folder) => existsSync(join(folder, COMPLETE)));
  if (found) return found;
  throw new Error(
    `LightGBM and XGBoost are not installed for ${platform}: run npm start in the checkout, ` +
      'or set DRIFTLOOP_NATIVE_DIR to a folder with their libraries',
  );
}
