import { UntrainableDataError } from '../../errors.ts';
import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import { koffi, nativeLibrary } from '../native-library.ts';

/** A pointer into the library's memory; only the library can do anything with it. */
type Handle = object;
/** Where the library writes a result. */
type Out<T> = [T];

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
  readonly setFloatInfo: (matrix: Handle, field: string, values: Float32Array, length: number) => number;
  readonly freeMatrix: (matrix: Handle) => number;
  readonly createBooster: (matrices: readonly Handle[], count: number, out: Out<Handle | null>) => number;
  readonly setParameter: (booster: Handle, name: string, value: string) => number;
  readonly update: (booster: Handle, round: number, matrix: Handle) => number;
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
  readonly freeBooster: (booster: Handle) => number;
}

let loaded: XgBoostApi | undefined;

function api(): XgBoostApi {
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
    setFloatInfo: library.func(
      'int XGDMatrixSetFloatInfo(void* matrix, const char* field, const float* values, uint64_t length)',
    ),
    freeMatrix: library.func('int XGDMatrixFree(void* matrix)'),
    createBooster: library.func('int XGBoosterCreate(void** matrices, uint64_t count, _Out_ void** out)'),
    setParameter: library.func('int XGBoosterSetParam(void* booster, const char* name, const char* value)'),
    update: library.func('int XGBoosterUpdateOneIter(void* booster, int round, void* matrix)'),
    predict: library.func(
      'int XGBoosterPredictFromDMatrix(void* booster, void* matrix, const char* configuration, _Out_ void** shape, _Out_ uint64_t* dimensions, _Out_ void** values)',
    ),
    saveToBuffer: library.func(
      'int XGBoosterSaveModelToBuffer(void* booster, const char* configuration, _Out_ uint64_t* length, _Out_ void** bytes)',
    ),
    freeBooster: library.func('int XGBoosterFree(void* booster)'),
  };
}

/** @throws UntrainableDataError with the library's own words when a call failed */
function check(code: number): void {
  if (code === 0) return;
  const [reason = ''] = api().lastError().split('\nStack trace');
  const words = reason.replace(/^\[[\d:]+\] \S+:\d+: /, '').trim(); // without time and source file
  throw new UntrainableDataError(`XGBoost cannot train on this: ${words}`);
}

function created(create: (out: Out<Handle | null>) => number): Handle {
  const out: Out<Handle | null> = [null];
  check(create(out));
  if (out[0] === null) throw new Error('XGBoost gave no pointer');
  return out[0];
}

/** Rows inside the library. */
export class XgBoostMatrix {
  readonly handle: Handle;

  constructor({ values, rowCount, names }: FeatureMatrix, threads: number, labels?: Float32Array) {
    this.handle = created((out) => api().matrixFromDense(values, rowCount, names.length, Number.NaN, out, threads));
    if (labels) check(api().setFloatInfo(this.handle, 'label', labels, labels.length));
  }

  free(): void {
    check(api().freeMatrix(this.handle));
  }
}

/** A model inside the library. */
export class XgBoostBooster {
  readonly #handle: Handle;

  constructor(matrix: XgBoostMatrix, parameters: Readonly<Record<string, string | number | boolean>>) {
    this.#handle = created((out) => api().createBooster([matrix.handle], 1, out));
    for (const [name, value] of Object.entries(parameters)) {
      check(api().setParameter(this.#handle, name, String(value)));
    }
  }

  /** One boosting round. @param round - from 0 */
  update(round: number, matrix: XgBoostMatrix): void {
    check(api().update(this.#handle, round, matrix.handle));
  }

  /** @param outputs - numbers per row */
  predict(matrix: XgBoostMatrix, rowCount: number, outputs: number): Float64Array {
    const wanted = { type: 0, training: false, iteration_begin: 0, iteration_end: 0, strict_shape: true };
    const values = created((out) =>
      api().predict(this.#handle, matrix.handle, JSON.stringify(wanted), [null], [0], out),
    );
    const floats: Iterable<number> = koffi().decode(values, koffi().array('float', rowCount * outputs));
    return Float64Array.from(floats);
  }

  /** The model in XGBoost's JSON format. */
  toJson(): string {
    const length: Out<number | bigint> = [0];
    const bytes = created((out) => api().saveToBuffer(this.#handle, '{"format":"json"}', length, out));
    const copy: Iterable<number> = koffi().decode(bytes, koffi().array('uint8', Number(length[0])));
    return new TextDecoder().decode(Uint8Array.from(copy));
  }

  free(): void {
    check(api().freeBooster(this.#handle));
  }
}
