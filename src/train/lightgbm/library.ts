import { UntrainableDataError } from '../../errors.ts';
import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import type { LabelledRows } from '../learner.ts';
import { nativeLibrary } from '../native-library.ts';
import { type Handle, NativeObject } from '../native-object.ts';

/** Where the library writes a result. */
type Out<T> = [T];

/**
 * The part of LightGBM's C API that training needs.
 * @see https://github.com/microsoft/LightGBM/blob/v4.6.0/include/LightGBM/c_api.h
 */
interface LightGbmApi {
  readonly lastError: () => string;
  readonly datasetFromMatrix: (
    data: Float32Array,
    type: number,
    rows: number,
    columns: number,
    rowMajor: number,
    parameters: string,
    reference: Handle | null,
    out: Out<Handle | null>,
  ) => number;
  readonly setField: (
    dataset: Handle,
    name: string,
    data: Float32Array | Float64Array,
    length: number,
    type: number,
  ) => number;
  readonly loadFromString: (text: string, rounds: Out<number>, out: Out<Handle | null>) => number;
  readonly merge: (booster: Handle, first: Handle) => number;
  readonly freeDataset: (dataset: Handle) => number;
  readonly createBooster: (dataset: Handle, parameters: string, out: Out<Handle | null>) => number;
  readonly addValidation: (booster: Handle, dataset: Handle) => number;
  readonly update: (booster: Handle, finished: Out<number>) => number;
  readonly evaluate: (booster: Handle, dataset: number, count: Out<number>, values: Float64Array) => number;
  readonly predict: (
    booster: Handle,
    data: Float32Array,
    type: number,
    rows: number,
    columns: number,
    rowMajor: number,
    kind: number,
    start: number,
    count: number,
    parameters: string,
    length: Out<number>,
    out: Float64Array,
  ) => number;
  readonly saveToString: (
    booster: Handle,
    start: number,
    count: number,
    importance: number,
    capacity: number,
    length: Out<number | bigint>,
    out: Uint8Array,
  ) => number;
  readonly freeBooster: (booster: Handle) => number;
}

/** C_API_DTYPE_FLOAT32 */
const FLOAT32 = 0;
const FLOAT64 = 1;
const ROW_MAJOR = 1;
/** C_API_PREDICT_NORMAL: probabilities or values, not raw scores. */
const PREDICT_NORMAL = 0;
const PREDICT_RAW_SCORE = 1;

let loaded: LightGbmApi | undefined;

function api(): LightGbmApi {
  loaded ??= bind();
  return loaded;
}

function bind(): LightGbmApi {
  const library = nativeLibrary('lib_lightgbm');
  return {
    lastError: library.func('const char* LGBM_GetLastError()'),
    datasetFromMatrix: library.func(
      'int LGBM_DatasetCreateFromMat(const void* data, int type, int32_t rows, int32_t columns, int row_major, const char* parameters, void* reference, _Out_ void** out)',
    ),
    setField: library.func(
      'int LGBM_DatasetSetField(void* dataset, const char* name, const void* data, int n, int type)',
    ),
    loadFromString: library.func(
      'int LGBM_BoosterLoadModelFromString(const char* text, _Out_ int* rounds, _Out_ void** out)',
    ),
    merge: library.func('int LGBM_BoosterMerge(void* booster, void* first)'),
    freeDataset: library.func('int LGBM_DatasetFree(void* dataset)'),
    createBooster: library.func('int LGBM_BoosterCreate(void* dataset, const char* parameters, _Out_ void** out)'),
    addValidation: library.func('int LGBM_BoosterAddValidData(void* booster, void* dataset)'),
    evaluate: library.func('int LGBM_BoosterGetEval(void* booster, int dataset, _Out_ int* count, double* values)'),
    update: library.func('int LGBM_BoosterUpdateOneIter(void* booster, _Out_ int* finished)'),
    predict: library.func(
      'int LGBM_BoosterPredictForMat(void* booster, const void* data, int type, int32_t rows, int32_t columns, int row_major, int kind, int start, int count, const char* parameters, _Out_ int64_t* length, void* out)',
    ),
    saveToString: library.func(
      'int LGBM_BoosterSaveModelToString(void* booster, int start, int count, int importance, int64_t capacity, _Out_ int64_t* length, void* out)',
    ),
    freeBooster: library.func('int LGBM_BoosterFree(void* booster)'),
  };
}

/** @throws UntrainableDataError with the library's own words when a call failed */
function check(code: number): void {
  if (code === 0) return;
  const reason = api()
    .lastError()
    .replace(/ at \S+, line \d+ \.?\s*$/, '');
  throw new UntrainableDataError(`LightGBM cannot train on this: ${reason.trim()}`);
}

function created(create: (out: Out<Handle | null>) => number): Handle {
  const out: Out<Handle | null> = [null];
  check(create(out));
  if (out[0] === null) throw new Error('LightGBM gave no handle');
  return out[0];
}

/** Rows inside the library. */
export class LightGbmDataset {
  readonly handle: Handle;

  /** @param reference - the training set whose bins these validation rows are put into */
  constructor({ features, labels, weights }: LabelledRows, parameters: string, reference?: LightGbmDataset) {
    const { values, rowCount, names } = features;
    const shape = [FLOAT32, rowCount, names.length, ROW_MAJOR] as const;
    this.handle = created((out) =>
      api().datasetFromMatrix(values, ...shape, parameters, reference?.handle ?? null, out),
    );
    check(api().setField(this.handle, 'label', labels, labels.length, FLOAT32));
    if (weights) check(api().setField(this.handle, 'weight', weights, weights.length, FLOAT32));
  }

  /** Rows whose scores those trees have made already. @param outputs - scores per row */
  continueFrom(trees: LightGbmBooster, features: FeatureMatrix, outputs: number): void {
    const scores = trees.predictScores(features, outputs);
    const byOutput = scores.map((_, index) => {
      const [output, row] = [Math.floor(index / features.rowCount), index % features.rowCount];
      return scores[row * outputs + output]!;
    });
    check(api().setField(this.handle, 'init_score', byOutput, byOutput.length, FLOAT64));
  }

  free(): void {
    check(api().freeDataset(this.handle));
  }
}

/** A model inside the library; it needs its datasets as long as it learns. */
export class LightGbmBooster {
  readonly #booster: NativeObject;

  private constructor(handle: Handle) {
    this.#booster = new NativeObject(handle);
  }

  get #handle(): Handle {
    return this.#booster.handle;
  }

  /** @param before - trees that come first, and that the datasets continue from */
  static create(
    dataset: LightGbmDataset,
    parameters: string,
    { validation, before }: { validation?: LightGbmDataset | undefined; before?: LightGbmBooster | undefined } = {},
  ): LightGbmBooster {
    const booster = new LightGbmBooster(created((out) => api().createBooster(dataset.handle, parameters, out)));
    if (before) check(api().merge(booster.#handle, before.#handle));
    if (validation) check(api().addValidation(booster.#handle, validation.handle));
    return booster;
  }

  /** @param text - LightGBM's text format */
  static fromText(text: string): LightGbmBooster {
    return new LightGbmBooster(created((out) => api().loadFromString(text, [0], out)));
  }

  /** One boosting round. */
  update(): void {
    check(api().update(this.#handle, [0]));
  }

  /** The metric of the parameters. */
  score(rows: 'training' | 'validation'): number {
    const values = new Float64Array(1);
    check(api().evaluate(this.#handle, rows === 'training' ? 0 : 1, [0], values));
    return values[0]!;
  }

  /**
   * @param rounds - that count, from the first
   * @param outputs - numbers per row
   */
  predict({ values, rowCount, names }: FeatureMatrix, rounds: number, outputs: number, parameters: string) {
    const out = new Float64Array(rowCount * outputs);
    const shape = [FLOAT32, rowCount, names.length, ROW_MAJOR] as const;
    check(api().predict(this.#handle, values, ...shape, PREDICT_NORMAL, 0, rounds, parameters, [0], out));
    return out;
  }

  /** What all trees add up to, row-major. @param outputs - numbers per row */
  predictScores({ values, rowCount, names }: FeatureMatrix, outputs: number): Float64Array {
    const out = new Float64Array(rowCount * outputs);
    const shape = [FLOAT32, rowCount, names.length, ROW_MAJOR] as const;
    check(api().predict(this.#handle, values, ...shape, PREDICT_RAW_SCORE, 0, -1, 'verbosity=-1', [0], out));
    return out;
  }

  /** The model in LightGBM's text format. @param rounds - that count, from the first */
  toText(rounds: number): string {
    const needed = this.#save(rounds, new Uint8Array(0));
    const buffer = new Uint8Array(needed);
    this.#save(rounds, buffer);
    return new TextDecoder().decode(buffer.subarray(0, needed - 1)); // without the closing NUL
  }

  free(): void {
    this.#booster.free((handle) => check(api().freeBooster(handle)));
  }

  /** Fills the buffer if it is large enough. @returns the bytes needed */
  #save(rounds: number, buffer: Uint8Array): number {
    const length: Out<number | bigint> = [0];
    check(api().saveToString(this.#handle, 0, rounds, 0, buffer.length, length, buffer));
    return Number(length[0]);
  }
}
