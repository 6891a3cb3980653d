import type { Platform } from '../platform.ts';

export interface PackageFiles {
  readonly name: string;
  /** Globs inside the package: what Node loads, without sources, maps, types and other platforms. */
  readonly files: readonly string[];
}

export interface LayerContents {
  readonly description: string;
  readonly packages: (platform: Platform) => readonly PackageFiles[];
  /** Whether LightGBM's and XGBoost's own libraries go into /native. */
  readonly nativeLibraries: boolean;
}

/** What each shared layer holds; a function takes only those that it loads. */
export const layerContents = {
  analytics: {
    description: 'DuckDB: reading, merging and profiling CSV and Parquet',
    packages: (platform) => [
      { name: '@duckdb/node-api', files: ['package.json', 'lib/**/*.js'] },
      { name: '@duckdb/node-bindings', files: ['package.json', 'duckdb.js'] },
      { name: `@duckdb/node-bindings-${platform}`, files: ['package.json', 'duckdb.node', 'libduckdb.*'] },
      { name: 'detect-libc', files: ['package.json', 'lib/*.js'] },
    ],
    nativeLibraries: false,
  },
  training: {
    description: 'LightGBM and XGBoost, called through koffi',
    packages: (platform) => [
      { name: 'koffi', files: ['package.json', 'index.cjs', 'src/koffi/**/*.cjs'] },
      {
        name: `@koromix/koffi-${platform}`,
        files: ['package.json', 'index.js', `${platform.replace('-', '_')}/koffi.node`],
      },
    ],
    nativeLibraries: true,
  },
  inference: {
    description: 'ONNX Runtime',
    packages: (platform) => [
      {
        name: 'onnxruntime-node',
        files: ['package.json', 'dist/*.js', `bin/napi-v6/${platform.replace('-', '/')}/*`],
      },
      { name: 'onnxruntime-common', files: ['package.json', 'dist/cjs/package.json', 'dist/cjs/*.js'] },
    ],
    nativeLibraries: false,
  },
} as const satisfies Record<string, LayerContents>;

export type LayerName = keyof typeof layerContents;
