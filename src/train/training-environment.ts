import type { ModelManifest } from '../contracts/model-manifest.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { onnxRuntime } from '../serve/onnx-runtime.ts';
import { nativeLibraryDigest } from './native-library.ts';

const LIGHTGBM = { name: 'lightgbm', version: '4.7.0', file: 'lib_lightgbm' } as const;
const XGBOOST = { name: 'xgboost', version: '3.2.0', file: 'libxgboost' } as const;
const LIBRARIES = { lightgbm: LIGHTGBM, xgboost: XGBOOST, linear: XGBOOST } as const;

/** Enough to tell two builds apart, short enough to read. */
const DIGITS = 12;

/** What, besides data, settings and code, decides the bytes of a model that is trained here. */
export function trainingEnvironment(
  algorithm: ProjectFile['training']['algorithm'],
): Pick<ModelManifest['lineage'], 'libraries' | 'platform'> {
  const { name, version, file } = LIBRARIES[algorithm];
  return {
    libraries: {
      [name]: `${version}+${nativeLibraryDigest(file).slice(0, DIGITS)}`,
      // The features are made by the one and fitted by the other.
      onnxruntime: onnxRuntime().env.versions.common,
      node: process.versions.node,
    },
    platform: `${process.platform}-${process.arch}`,
  };
}
