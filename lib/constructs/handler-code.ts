import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AssetHashType } from 'aws-cdk-lib';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { inRepository, repositoryRoot } from '../repository.ts';

/** Loaded at run time from the layers: a bundler cannot inline machine code. */
const NATIVE_MODULES = ['koffi', '@duckdb/node-api', 'onnxruntime-node'];

/** Bundled CommonJS packages still call `require`, which an ES module does not have. */
const REQUIRE_BANNER =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * The bundle of `lambdas/<step>/handler.ts`: one minified ES module with its source map, the AWS SDK included.
 *
 * NodejsFunction's own bundling starts esbuild through npx, a second for each function; this one calls its API.
 */
export function handlerCode(step: string): Code {
  return Code.fromAsset(inRepository('lambdas', step), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: Runtime.NODEJS_24_X.bundlingImage, // required by CDK, used only where the local bundler cannot run
      local: {
        tryBundle(folder) {
          bundleHandler(step, folder);
          return true;
        },
      },
    },
  });
}

/** Writes the bundle of `lambdas/<step>/handler.ts` to `folder`. */
export function bundleHandler(step: string, folder: string): void {
  const { outputFiles } = buildSync({
    absWorkingDir: repositoryRoot,
    entryPoints: [`lambdas/${step}/handler.ts`],
    // A fixed place, so that the paths in the source map, and with them the asset's hash, are the same everywhere.
    outfile: `cdk.out/${step}/index.mjs`,
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
  });
  mkdirSync(folder, { recursive: true });
  for (const file of outputFiles) writeFileSync(join(folder, basename(file.path)), file.contents);
}
