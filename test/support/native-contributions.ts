import type { FeatureMatrix } from '#src/featurize/feature-matrix.ts';
import { koffi, nativeLibrary } from '#src/train/native-library.ts';

type Out<T> = [T];

/** What the libraries themselves know of a model, for comparison. */
export interface NativeExplanation {
  /** Row by row, output by output: one number per feature and, last, what the output is without any. */
  readonly contributions: Float64Array;
  readonly gain: readonly number[];
  readonly split: readonly number[];
}

const FLOAT32 = 0;
const CONTRIBUTIONS = { lightgbm: 3, xgboost: 2 } as const;

function require0(code: number): void {
  if (code !== 0) throw new Error('the library refused');
}

/** @param text - a model in LightGBM's text format */
export function explainByLightGbm(text: string, { values, rowCount, names }: FeatureMatrix, outputs: number) {
  const library = nativeLibrary('lib_lightgbm');
  const load = library.func(
    'int LGBM_BoosterLoadModelFromString(const char* text, _Out_ int* rounds, _Out_ void** out)',
  );
  const predict = library.func(
    'int LGBM_BoosterPredictForMat(void* booster, const void* data, int type, int32_t rows, int32_t columns, int row_major, int kind, int start, int count, const char* parameters, _Out_ int64_t* length, void* out)',
  );
  const importance = library.func('int LGBM_BoosterFeatureImportance(void* booster, int rounds, int kind, void* out)');
  const free = library.func('int LGBM_BoosterFree(void* booster)');
  const booster: Out<object | null> = [null];
  require0(load(text, [0], booster));
  const shape = [FLOAT32, rowCount, names.length, 1] as const;
  const contributions = new Float64Array(rowCount * outputs * (names.length + 1));
  require0(predict(booster[0], values, ...shape, CONTRIBUTIONS.lightgbm, 0, -1, '', [0], contributions));
  const [split, gain] = [0, 1].map((kind) => {
    const found = new Float64Array(names.length);
    require0(importance(booster[0], -1, kind, found));
    return [...found];
  });
  require0(free(booster[0]));
  return { contributions, gain: gain!, split: split! } satisfies NativeExplanation;
}

/**
 * @param json - a model in XGBoost's JSON format
 * @param matrix - handle of the rows
 */
export function explainByXgBoost(
  json: string,
  matrix: object,
  { rowCount, names }: FeatureMatrix,
  outputs: number,
): NativeExplanation {
  const library = nativeLibrary('libxgboost');
  const create = library.func('int XGBoosterCreate(void** matrices, uint64_t count, _Out_ void** out)');
  const load = library.func('int XGBoosterLoadModelFromBuffer(void* booster, const void* bytes, uint64_t length)');
  const predict = library.func(
    'int XGBoosterPredictFromDMatrix(void* booster, void* matrix, const char* configuration, _Out_ void** shape, _Out_ uint64_t* dimensions, _Out_ void** values)',
  );
  const score = library.func(
    'int XGBoosterFeatureScore(void* booster, const char* configuration, _Out_ uint64_t* count, _Out_ void** features, _Out_ uint64_t* dimensions, _Out_ void** shape, _Out_ void** scores)',
  );
  const free = library.func('int XGBoosterFree(void* booster)');
  const booster: Out<object | null> = [null];
  require0(create([], 0, booster));
  const bytes = new TextEncoder().encode(json);
  require0(load(booster[0], bytes, bytes.length));
  const values: Out<object | null> = [null];
  const wanted = {
    type: CONTRIBUTIONS.xgboost,
    training: false,
    iteration_begin: 0,
    iteration_end: 0,
    strict_shape: true,
  };
  require0(predict(booster[0], matrix, JSON.stringify(wanted), [null], [0], values));
  const floats: Iterable<number> = koffi().decode(
    values[0],
    koffi().array('float', rowCount * outputs * (names.length + 1)),
  );
  const scores = (kind: string): number[] => {
    const [count, features, found]: [Out<number>, Out<object | null>, Out<object | null>] = [[0], [null], [null]];
    require0(score(booster[0], JSON.stringify({ importance_type: kind }), count, features, [0], [null], found));
    const length = Number(count[0]);
    const texts: Iterable<string> = koffi().decode(features[0], koffi().array('const char*', length));
    const numbers: Iterable<number> = koffi().decode(found[0], koffi().array('float', length));
    const byName = new Map([...texts].map((name, at) => [name, [...numbers][at]!]));
    return names.map((_, position) => byName.get(`f${position}`) ?? 0);
  };
  const explanation = {
    contributions: Float64Array.from(floats),
    gain: scores('total_gain'),
    split: scores('weight'),
  };
  require0(free(booster[0]));
  return explanation;
}
