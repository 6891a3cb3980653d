// Plain JavaScript, and nothing but Node's own modules: it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explain, SetUpFailure } from './set-up/failure.mjs';
import { findPython } from './set-up/python.mjs';
import { run } from './set-up/run.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '..');

/** Every tag that a wheel of that platform may carry. */
const wheelTags = {
  'linux-x64': ['manylinux_2_28_x86_64', 'manylinux_2_27_x86_64', 'manylinux2014_x86_64'],
  'linux-arm64': ['manylinux_2_28_aarch64', 'manylinux2014_aarch64'],
  'darwin-arm64': ['macosx_12_0_arm64'],
};

/** A Mac trains with libraries of its own; the Linux ones go into the Lambda layers. */
const ofThisHost = process.platform === 'darwin' ? ['darwin-arm64'] : [];

/**
 * Puts LightGBM, XGBoost and the OpenMP runtime of each architecture into `.driftloop/native/<platform>`, from wheels
 * pinned by version and hash. Does nothing where they are already there.
 *
 * @param {{ architectures?: ('x64' | 'arm64')[], folder?: string, log?: (line: string) => void }} [options]
 * architectures: of Linux, default both; folder: default `.driftloop/native`; log: default stderr
 * @returns {Promise<string[]>} the folders
 */
export async function ensureNativeLibraries({
  architectures = ['x64', 'arm64'],
  folder = join(repository, '.driftloop', 'native'),
  log = (line) => process.stderr.write(`${line}\n`),
} = {}) {
  const platforms = [...architectures.map((architecture) => `linux-${architecture}`), ...ofThisHost];
  return Promise.all(platforms.map((platform) => ensurePlatform(platform, folder, log)));
}

async function ensurePlatform(platform, folder, log) {
  const target = join(folder, platform);
  const requirements = join(here, 'native', `${platform}.txt`);
  const marker = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (isComplete(target, marker)) return target;
  const start = performance.now();
  log(`… LightGBM and XGBoost for ${platform}`);
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, '.unfinished-'));
  try {
    await fetchWheels(platform, requirements, work, logFileIn(folder));
    const ready = join(work, 'ready');
    arrange(join(work, 'unpacked'), ready);
    writeFileSync(join(ready, 'requirements.sha256'), marker);
    putInPlace(ready, target, marker);
  } catch (error) {
    if (error instanceof SetUpFailure) throw error;
    throw new SetUpFailure(
      `LightGBM and XGBoost cannot be stored in ${folder}. ${explain(error.code ?? '') ?? error.message}`,
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  log(`✔ LightGBM and XGBoost for ${platform} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return target;
}

function logFileIn(folder) {
  const logs = resolve(folder, '..', 'logs');
  mkdirSync(logs, { recursive: true });
  return join(logs, 'native-libraries.log');
}

const isComplete = (target, marker) => {
  const file = join(target, 'requirements.sha256');
  return existsSync(file) && readFileSync(file, 'utf8') === marker;
};

async function fetchWheels(platform, requirements, work, logFile) {
  const python = await pythonWithPip(work, logFile);
  const wheels = join(work, 'wheels');
  const tags = wheelTags[platform].flatMap((tag) => ['--platform', tag]);
  const fixed = ['--no-deps', '--only-binary=:all:', '--require-hashes', '--disable-pip-version-check', '--no-input'];
  await run(
    `pip download for ${platform}`,
    python,
    ['-m', 'pip', 'download', ...fixed, ...tags, '-r', requirements, '-d', wheels],
    {
      logFile,
    },
  );
  for (const wheel of readdirSync(wheels)) {
    await run(`unpacking ${wheel}`, python, ['-m', 'zipfile', '-e', join(wheels, wheel), join(work, 'unpacked')], {
      logFile,
    });
  }
}

/** Some systems ship Python without pip; a virtual environment always has one. */
async function pythonWithPip(work, logFile) {
  const python = findPython();
  if (spawnSync(python, ['-m', 'pip', '--version']).status === 0) return python;
  const venv = join(work, 'venv');
  await run(`${python} -m venv`, python, ['-m', 'venv', venv], { logFile });
  return join(venv, 'bin', 'python');
}

/** Copies what is used out of the unpacked wheels, with the licences. */
function arrange(unpacked, ready) {
  const licenses = join(ready, 'licenses');
  mkdirSync(licenses, { recursive: true });
  copyLibrary(join(unpacked, 'lightgbm', 'lib'), ready);
  copyLibrary(join(unpacked, 'xgboost', 'lib'), ready);
  const openMp = join(unpacked, 'xgboost_cpu.libs');
  if (existsSync(openMp)) shareOpenMp(openMp, ready);
  const [lightgbm] = readdirSync(unpacked).filter((name) => /^lightgbm-.*\.dist-info$/.test(name));
  copyFileSync(join(unpacked, lightgbm, 'licenses', 'LICENSE'), join(licenses, 'lightgbm.txt'));
  copyFileSync(join(repository, 'LICENSE'), join(licenses, 'xgboost.txt')); // Apache-2.0 too, and its wheel has no text
  copyFileSync(join(here, 'native', 'THIRD-PARTY.md'), join(licenses, 'THIRD-PARTY.md'));
}

function copyLibrary(from, to) {
  for (const name of readdirSync(from)) copyFileSync(join(from, name), join(to, name));
}

/**
 * XGBoost's wheel carries the OpenMP runtime under a name with a digest, by which LightGBM would not find it. Both go
 * back to its true name, in place: it is the shorter one, so nothing moves in the files.
 */
function shareOpenMp(from, ready) {
  const [packaged] = readdirSync(from);
  writeFileSync(join(ready, 'libgomp.so.1'), renamed(readFileSync(join(from, packaged)), packaged));
  const xgboost = join(ready, 'libxgboost.so');
  writeFileSync(xgboost, renamed(readFileSync(xgboost), packaged));
}

function renamed(bytes, packaged) {
  const at = bytes.indexOf(`${packaged}\0`, 0, 'latin1');
  if (at === -1 || bytes.indexOf(packaged, at + 1, 'latin1') !== -1) {
    throw new SetUpFailure(`The XGBoost wheel is packed in a new way: ${packaged} is not named exactly once in it.`);
  }
  bytes.fill(0, at, at + packaged.length);
  bytes.write('libgomp.so.1', at, 'latin1');
  return bytes;
}

/** In one rename, so that nobody ever sees half a folder; another process may have been faster. */
function putInPlace(ready, target, marker) {
  if (!isComplete(target, marker)) rmSync(target, { recursive: true, force: true });
  try {
    renameSync(ready, target);
  } catch (error) {
    if (!isComplete(target, marker)) throw error;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    for (const folder of await ensureNativeLibraries()) process.stdout.write(`${folder}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof SetUpFailure ? error.message : error.stack}\n`);
    process.exitCode = 1;
  }
}
