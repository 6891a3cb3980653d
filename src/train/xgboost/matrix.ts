import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import type { LabelledRows, TrainingSet } from '../learner.ts';
import { koffi } from '../native-library.ts';
import type { Handle } from '../native-object.ts';
import { api, check, created } from './library.ts';

/** Rows of which only the values that are not 0 are kept: row `i` has those from `starts[i]` to `starts[i + 1]`. */
export interface SparseRows {
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
  readonly columnCount: number;
}

/** Rows inside the library. */
export class XgBoostMatrix {
  readonly handle: Handle;

  private constructor(handle: Handle) {
    this.handle = handle;
  }

  /** @param categories - features that are categories, by position */
  static dense(features: FeatureMatrix, threads: number, categories?: TrainingSet['categories']): XgBoostMatrix {
    const { values, rowCount, names } = features;
    const matrix = new XgBoostMatrix(
      created((out) => api().matrixFromDense(values, rowCount, names.length, Number.NaN, out, threads)),
    );
    matrix.#setTypes(names, categories);
    return matrix;
  }

  /**
   * Rows of which only the bins are kept that `hist` sorts their values into: an eighth of the memory, the same trees.
   *
   * @param maxBin - of the training
   */
  static bins(rows: LabelledRows, threads: number, maxBin: number, categories?: TrainingSet['categories']) {
    const { values, rowCount, names } = rows.features;
    const data = arrayInterface(values, '<f4', [rowCount, names.length]);
    const proxy = new XgBoostMatrix(created((out) => api().createProxy(out)));
    let isRead = false;
    const reset = () => {
      isRead = false;
    };
    /** Hands over all rows at once. @returns 0 when there are no more */
    const next = () => {
      if (isRead) return 0;
      isRead = true;
      check(api().setProxyData(proxy.handle, data));
      proxy.#setTypes(names, categories);
      proxy.describe(rows);
      return 1;
    };
    const configuration = `{"missing":NaN,"nthread":${threads},"max_bin":${maxBin}}`;
    try {
      return new XgBoostMatrix(
        created((out) => api().matrixOfBins(null, proxy.handle, null, reset, next, configuration, out)),
      );
    } finally {
      proxy.free();
    }
  }

  static sparse({ starts, columns, values, columnCount }: SparseRows): XgBoostMatrix {
    const configuration = '{"missing":NaN,"nthread":1}';
    const arrays = [
      arrayInterface(starts, '<u4'),
      arrayInterface(columns, '<u4'),
      arrayInterface(values, '<f4'),
    ] as const;
    return new XgBoostMatrix(created((out) => api().matrixFromSparse(...arrays, columnCount, configuration, out)));
  }

  /** Says what is known of the rows. */
  describe({ labels, weights }: Pick<LabelledRows, 'labels' | 'weights'>): void {
    check(api().setFloatInfo(this.handle, 'label', labels, labels.length));
    if (weights) check(api().setFloatInfo(this.handle, 'weight', weights, weights.length));
  }

  free(): void {
    check(api().freeMatrix(this.handle));
  }

  #setTypes(names: readonly string[], categories: TrainingSet['categories']): void {
    if (!categories?.size) return;
    const types = names.map((_, position) => (categories.has(position) ? 'c' : 'q'));
    check(api().setFeatureInfo(this.handle, 'feature_type', types, types.length));
  }
}

/** Where an array is, as NumPy would say it. @see https://numpy.org/doc/stable/reference/arrays.interface.html */
const arrayInterface = (array: Uint32Array | Float32Array, typestr: string, shape = [array.length]): string =>
  JSON.stringify({ data: [Number(koffi().address(array)), true], shape, typestr, version: 3 });
