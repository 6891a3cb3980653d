import { UntrainableDataError } from '../../errors.ts';
import { koffi, nativeLibrary } from '../native-library.ts';
import type { Handle } from '../native-object.ts';

/** Where the library writes a result. */
export type Out<T> = [T];

/**
 * The part of XGBoost's C API that training needs.
 * @see https://github.com/dmlc/xgboost/blob/v3.2.0/include/xgboost/c_api.h
 */
interface XgBoostApi {
  readonly lastError: () => string;
  readonly matrixFromDense: (
    data: Float32Array,
    rows: number,
    columns: number,
    missing: number,
    out: Out<Handle | null>,
    threads: number,
  ) => number;
  readonly matrixFromSparse: (
    starts: string,
    columns: string,
    values: string,
    columnCount: number,
    configuration: string,
    out: Out<Handle | null>,
  ) => number;
  readonly createProxy: (out: Out<Handle | null>) => number;
  readonly setProxyData: (proxy: Handle, values: string) => number;
  readonly matrixOfBins: (
    iterator: null,
    proxy: Handle,
    reference: null,
    reset: () => void,
    next: () => number,
    configuration: string,
    out: Out<Handle | null>,
  ) => number;
  readonly setFeatureInfo: (matrix: Handle, field: string, values: readonly string[], length: number) => number;
  readonly setFloatInfo: (matrix: Handle, field: string, values: Float32Array, length: number) => number;
  readonly freeMatrix: (matrix: Handle) => number;
  readonly createBooster: (matrices: readonly Handle[], count: number, out: Out<Handle | null>) => number;
  readonly setParameter: (booster: Handle, name: string, value: string) => number;
  readonly update: (booster: Handle, round: number, matrix: Handle) => number;
  readonly evaluate: (
    booster: Handle,
    round: number,
    matrices: readonly Handle[],
    names: readonly string[],
    count: number,
    out: Out<string | null>,
  ) => number;
  readonly slice: (booster: Handle, from: number, to: number, step: number, out: Out<Handle | null>) => number;
  readonly predict: (
    booster: Handle,
    matrix: Handle,
    configuration: string,
    shape: Out<Handle | null>,
    dimensions: Out<number | bigint>,
    values: Out<Handle | null>,
  ) => number;
  readonly saveToBuffer: (
    booster: Handle,
    configuration: string,
    length: Out<number | bigint>,
    bytes: Out<Handle | null>,
  ) => number;
  readonly loadFromBuffer: (booster: Handle, bytes: Uint8Array, length: number) => number;
  readonly freeBooster: (booster: Handle) => number;
}

let loaded: XgBoostApi | undefined;

export function api(): XgBoostApi {
  loaded ??= bind();
  return loaded;
}

function bind(): XgBoostApi {
  const library = nativeLibrary('libxgboost');
  return {
    lastError: library.func('const char* XGBGetLastError()'),
    matrixFromDense: library.func(
      'int XGDMatrixCreateFromMat_omp(const float* data, uint64_t rows, uint64_t columns, float missing, _Out_ void** out, int threads)',
    ),
    matrixFromSparse: library.func(
      'int XGDMatrixCreateFromCSR(const char* starts, const char* columns, const char* values, uint64_t columnCount, const char* configuration, _Out_ void** out)',
    ),
    createProxy: library.func('int XGProxyDMatrixCreate(_Out_ void** out)'),
    setProxyData: library.func('int XGProxyDMatrixSetDataDense(void* proxy, const char* values)'),
    matrixOfBins: library.func('XGQuantileDMatrixCreateFromCallback', 'int', [
      'void*',
      'void*',
      'void*',
      callback('void'),
      callback('int'),
      'const char*',
      koffi().out('void**'),
    ]),
    setFeatureInfo: library.func(
      'int XGDMatrixSetStrFeatureInfo(void* matrix, const char* field, const char** values, uint64_t length)',
    ),
    setFloatInfo: library.func(
      'int XGDMatrixSetFloatInfo(void* matrix, const char* field, const float* values, uint64_t length)',
    ),
    freeMatrix: library.func('int XGDMatrixFree(void* matrix)'),
    createBooster: library.func('int XGBoosterCreate(void** matrices, uint64_t count, _Out_ void** out)'),
    setParameter: library.func('int XGBoosterSetParam(void* booster, const char* name, const char* value)'),
    update: library.func('int XGBoosterUpdateOneIter(void* booster, int round, void* matrix)'),
    evaluate: library.func(
      'int XGBoosterEvalOneIter(void* booster, int round, void** matrices, const char** names, uint64_t count, _Out_ const char** out)',
    ),
    slice: library.func('int XGBoosterSlice(void* booster, int from, int to, int step, _Out_ void** out)'),
    predict: library.func(
      'int XGBoosterPredictFromDMatrix(void* booster, void* matrix, const char* configuration, _Out_ void** shape, _Out_ uint64_t* dimensions, _Out_ void** values)',
    ),
    saveToBuffer: library.func(
      'int XGBoosterSaveModelToBuffer(void* booster, const char* configuration, _Out_ uint64_t* length, _Out_ void** bytes)',
    ),
    loadFromBuffer: library.func('int XGBoosterLoadModelFromBuffer(void* booster, const void* bytes, uint64_t length)'),
    freeBooster: library.func('int XGBoosterFree(void* booster)'),
  };
}

/** A function of ours that the library calls while it is being called. */
const callback = (result: 'void' | 'int') => koffi().pointer(koffi().proto(`${result} (void* iterator)`));

/** @throws UntrainableDataError with the library's own words when a call failed */
export function check(code: number): void {
  if (code === 0) return;
  const [reason = ''] = api().lastError().split('\nStack trace');
  const words = reason.replace(/^\[[\d:]+\] \S+:\d+: /, '').trim(); // without time and source file
  throw new UntrainableDataError(`XGBoost cannot train on this: ${words}`);
}

export function created(create: (out: Out<Handle | null>) => number): Handle {
  const out: Out<Handle | null> = [null];
  check(create(out));
  if (out[0] === null) throw new Error('XGBoost gave no pointer');
  return out[0];
}
