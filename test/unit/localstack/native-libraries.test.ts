import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ensureNativeLibraries } from '#localstack/native-libraries.mjs';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { path } = temporaryFolder();
let folders = 0;

/** A Python that answers the set-up's questions, downloads and unpacks as `commands` say, and counts its calls. */
function pythonThat(commands: { download: string; unpack: string }): { calls: () => string[] } {
  folders += 1;
  const bin = path(`bin-${folders}`);
  mkdirSync(bin);
  const script = `#!/bin/sh
echo "$*" >> "${bin}/calls"
case "$*" in
  -c*) echo '[3, 11, true]' ;;
  *"pip --version") ;;
  *"pip download"*) while [ "$1" != -d ]; do shift; done; ${commands.download} ;;
  *zipfile*) shift 4; ${commands.unpack} ;;
esac
`;
  writeFileSync(join(bin, 'python3'), script, { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}:/usr/bin:/bin`);
  const log = join(bin, 'calls');
  return { calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []) };
}

/** What the two wheels hold, as far as it matters. */
const wheels = (needed = 'libgomp-0123.so.1.0.0') => ({
  download: 'mkdir "$2"; touch "$2/both.whl"',
  unpack: `
    mkdir -p "$1/lightgbm/lib" "$1/xgboost/lib" "$1/xgboost_cpu.libs" "$1/lightgbm-4.7.0.dist-info/licenses"
    echo lightgbm > "$1/lightgbm/lib/lib_lightgbm.so"
    printf 'before\\0${needed}\\0after' > "$1/xgboost/lib/libxgboost.so"
    printf 'libgomp-0123.so.1.0.0\\0' > "$1/xgboost_cpu.libs/libgomp-0123.so.1.0.0"
    echo MIT > "$1/lightgbm-4.7.0.dist-info/licenses/LICENSE"`,
});

function ensureIn(folder: string) {
  const lines: string[] = [];
  const done = ensureNativeLibraries({ architectures: ['x64'], folder, log: (line: string) => lines.push(line) });
  return { done, lines };
}

const newFolder = () => path(`checkout-${folders}/native`);

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.runIf(process.platform === 'linux')('the native libraries', () => {
  it('are put in place with their licences, both over one OpenMP runtime', async () => {
    pythonThat(wheels());
    const { done, lines } = ensureIn(newFolder());
    const [folder] = await done;
    expect(folder).toBe(join(newFolder(), 'linux-x64'));
    expect(readdirSync(folder!).sort()).toEqual([
      ...['lib_lightgbm.so', 'libgomp.so.1', 'libxgboost.so', 'licenses', 'requirements.sha256'],
    ]);
    expect(readdirSync(join(folder!, 'licenses')).sort()).toEqual(['THIRD-PARTY.md', 'lightgbm.txt', 'xgboost.txt']);
    const name = `libgomp.so.1${'\0'.repeat('libgomp-0123.so.1.0.0'.length - 'libgomp.so.1'.length)}`;
    expect(readFileSync(join(folder!, 'libxgboost.so'), 'latin1')).toBe(`before\0${name}\0after`);
    expect(readFileSync(join(folder!, 'libgomp.so.1'), 'latin1')).toBe(`${name}\0`);
    expect(lines).toEqual(['… LightGBM and XGBoost for linux-x64', expect.stringMatching(/^✔ .* \(\d+\.\d s\)$/)]);
  });

  it('are asked for by hash, for the platform and not this machine, and only once', async () => {
    const { calls } = pythonThat(wheels());
    const folder = newFolder();
    await ensureIn(folder).done;
    const download = calls().find((call) => call.includes('pip download'));
    expect(download).toContain('--require-hashes');
    expect(download).toContain('--platform manylinux_2_28_x86_64');
    const before = calls().length;
    const again = ensureIn(folder);
    await again.done;
    expect(again.lines).toEqual([]);
    expect(calls()).toHaveLength(before);
  });

  it('are fetched anew when other versions are pinned', async () => {
    const { calls } = pythonThat(wheels());
    const folder = newFolder();
    await ensureIn(folder).done;
    writeFileSync(join(folder, 'linux-x64', 'requirements.sha256'), 'of other versions');
    const before = calls().length;
    await ensureIn(folder).done;
    expect(calls().length).toBeGreaterThan(before);
  });

  it.each([
    [
      'a wrong hash',
      'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1',
      'not what the lock files name',
    ],
    ['no network', 'echo "Retrying after NewConnectionError" >&2; exit 1', 'The network does not answer'],
    ['a full disk', 'echo "OSError: [Errno 28] No space left on device" >&2; exit 1', 'The disk is full'],
  ])('leave nothing behind after %s, and say what to do', async (_, download, sentence) => {
    pythonThat({ ...wheels(), download });
    await expect(ensureIn(newFolder()).done).rejects.toThrow(sentence);
    expect(readdirSync(newFolder())).toEqual([]);
  });

  it('are refused when the wheel is packed in a way that nobody has seen', async () => {
    pythonThat(wheels('libgomp-4567.so.1.0.0'));
    await expect(ensureIn(newFolder()).done).rejects.toThrow('The XGBoost wheel is packed in a new way');
    expect(readdirSync(newFolder())).toEqual([]);
  });

  it('name Python when there is none', async () => {
    vi.stubEnv('PATH', path('nowhere'));
    await expect(ensureIn(path('without-python/native')).done).rejects.toThrow('install it');
  });
});
