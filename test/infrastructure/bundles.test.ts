import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleHandlers } from '#lib/constructs/handler-code.ts';
import type { FunctionNeeds } from '#lib/function-needs.ts';
import { buildLayer, LAMBDA_UNZIPPED_LIMIT_BYTES, layerDigest } from '#lib/layers/build-layer.ts';
import { layerContents } from '#lib/layers/layer-contents.ts';
import { lockedPackage } from '#lib/layers/locked-package.ts';
import { pipelineSteps } from '#lib/pipeline-steps.ts';
import { hostPlatform } from '#lib/platform.ts';
import { repositoryRoot } from '#lib/repository.ts';
import { batchSteps, predict } from '#lib/serving-functions.ts';

const scratch = mkdtempSync(join(tmpdir(), 'driftloop-bundles-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile());
const bytesOf = (folder: string) => filesIn(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);

describe('the bundle of a handler', () => {
  const bundle = () =>
    new Map(
      bundleHandlers(['predict'])
        .get('predict')
        ?.map(({ path, text }) => [basename(path), text]),
    );
  const files = bundle();
  const code = files.get('index.mjs') ?? '';

  it('is one module with a source map', () => {
    expect([...files.keys()].sort()).toEqual(['index.mjs', 'index.mjs.map']);
    expect(code).toContain('sourceMappingURL=index.mjs.map');
  });

  it('brings the AWS SDK along and leaves machine code to the layers', () => {
    expect(code).not.toMatch(/from\s*["']@aws-sdk\//);
    expect(code).toMatch(/["']onnxruntime-node["']/);
    expect(code.length).toBeLessThan(5_000_000);
  });

  it('is the same on every machine, so that its hash is', () => {
    expect(bundle()).toEqual(files);
    for (const text of files.values()) expect(text.includes(repositoryRoot)).toBe(false);
  });
});

const platform = hostPlatform();
const hasNativeLibraries = existsSync(join('.driftloop', 'native', platform, 'requirements.sha256'));

/** macOS has no libraries of that format, and its layers are for another machine. */
const isElf = platform.startsWith('linux');

describe.skipIf(!hasNativeLibraries)(
  'the layers of this machine (skipped until set-up has fetched its libraries)',
  () => {
    const folders = Object.entries(layerContents).map(([name, contents]) => {
      const folder = join(scratch, name);
      buildLayer(contents, platform, folder);
      return folder;
    });

    it('fit into one function together, with room for its code', () => {
      const total = folders.reduce((sum, folder) => sum + bytesOf(folder), 0);
      expect(total).toBeLessThan(LAMBDA_UNZIPPED_LIMIT_BYTES - 20_000_000);
      expect(total).toBeGreaterThan(50_000_000);
    });

    it('stay below 100 MB in every function, but where ONNX Runtime is twice as large beside the engine', () => {
      const bytes = new Map(Object.keys(layerContents).map((name, index) => [name, bytesOf(folders[index]!)]));
      const functions: Record<string, FunctionNeeds> = { ...pipelineSteps, ...batchSteps, predict };
      const large = Object.entries(functions).flatMap(([name, { layers }]) => {
        const megabytes = layers.reduce((sum, layer) => sum + bytes.get(layer)!, 0) / 1e6;
        return megabytes > 95 ? [[name, megabytes < 108]] : []; // 5 are for code
      });
      expect(large).toEqual(platform.endsWith('x64') ? [['ScoreBatchFile', true]] : []);
    });

    it.runIf(isElf)('hold libraries without what only debuggers need, and otherwise as they were published', () => {
      const file = `nodejs/node_modules/@duckdb/node-bindings-${platform}/libduckdb.so`;
      const stripped = readFileSync(join(scratch, 'analytics', file));
      const published = readFileSync(join(repositoryRoot, file.replace('nodejs/', '')));
      expect(published.length - stripped.length).toBeGreaterThan(8_000_000);
      const headerBytes = 64;
      expect(published.subarray(headerBytes, stripped.length).equals(stripped.subarray(headerBytes))).toBe(true);
    });

    it('hold this platform’s machine code only', () => {
      const foreign = folders
        .flatMap(filesIn)
        .filter((file) => /win32|darwin|musl/.test(file) && !platform.includes('darwin'));
      expect(foreign).toEqual([]);
    });

    it('are all that Node needs to load the native modules', () => {
      const load = `for (const name of ['@duckdb/node-api', 'koffi', 'onnxruntime-node']) console.log(require.resolve(name), typeof require(name))`;
      const output = execFileSync(process.execPath, ['-e', load], {
        cwd: scratch,
        encoding: 'utf8',
        env: { NODE_PATH: folders.map((folder) => join(folder, 'nodejs', 'node_modules')).join(':') },
      });
      expect(output.trim().split('\n')).toEqual([1, 2, 3].map(() => expect.stringMatching(`^${scratch}.* object$`)));
    });
  },
);

describe('layerDigest', () => {
  const { analytics, inference } = layerContents;

  it('tells layers and platforms apart, and is the same for the same', () => {
    const digests = [
      layerDigest(analytics, 'linux-x64'),
      layerDigest(analytics, 'linux-arm64'),
      layerDigest(inference, 'linux-x64'),
    ];
    expect(new Set(digests).size).toBe(3);
    expect(layerDigest(analytics, 'linux-x64')).toBe(digests[0]);
  });

  it('knows every package by the lock file', () => {
    expect(lockedPackage('onnxruntime-node').integrity).toMatch(/^sha512-/);
    expect(() => lockedPackage('left-pad')).toThrow(/does not pin left-pad/);
  });
});
