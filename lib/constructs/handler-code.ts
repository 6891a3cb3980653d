import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type OutputFile } from 'esbuild';
import { inRepository, repositoryRoot } from '../repository.ts';

/** Loaded at run time from the layers: a bundler cannot inline machine code. */
const NATIVE_MODULES = ['koffi', '@duckdb/node-api', 'onnxruntime-node'];

/** Bundled CommonJS packages still call `require`, which an ES module does not have. */
const REQUIRE_BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * The bundle of `lambdas/<step>/handler.ts`: one minified ES module with its source map, the AWS SDK included.
 *
 * NodejsFunction's own bundling starts esbuild through npx once per function, which takes a second each.
 */
export function handlerCode(step: string): Code {
  return Code.fromAsset(inRepository('lambdas', step), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: Runtime.NODEJS_24_X.bundlingImage, // required by CDK, used only where the local bundler cannot run
      local: {
        tryBundle(folder) {
          writeHandler(step, folder);
          return true;
        },
      },
    },
  });
}

let bundles: Map<string, OutputFile[]> | undefined;

function writeHandler(step: string, folder: string): void {
  bundles ??= bundleHandlers(readdirSync(inRepository('lambdas')).filter((name) => existsSync(entryOf(name))));
  const files = bundles.get(step);
  if (!files) throw new Error(`lambdas/${step}/handler.ts does not exist`);
  mkdirSync(folder, { recursive: true });
  for (const file of files) writeFileSync(join(folder, basename(file.path)), file.contents);
}

/** Bundles handlers in one run: most of the time goes into reading what they share. */
export function bundleHandlers(steps: readonly string[]): Map<string, OutputFile[]> {
  const files = bundle(steps.map((step) => ({ in: entryOf(step), out: `${step}/index` })));
  return Map.groupBy(files, ({ path }) => basename(dirname(path)));
}

/** Bundles each entry point into one minified ES module with its source map, the AWS SDK included. */
export function bundle(entryPoints: { in: string; out: string }[]): OutputFile[] {
  return buildSync({
    absWorkingDir: repositoryRoot,
    entryPoints,
    // A fixed place, so that the paths in the source maps, and with them the assets' hashes, are the same everywhere.
    outdir: 'cdk.out',
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    banner: { js: REQUIRE_BANNER },
    external: NATIVE_MODULES,
    logLevel: 'error',
  }).outputFiles;
}

const entryOf = (step: string): string => inRepository('lambdas', step, 'handler.ts');
