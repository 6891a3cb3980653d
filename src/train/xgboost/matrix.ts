import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import type { LabelledRows, TrainingSet } from '../learner.ts';
import { koffi } from '../native-library.ts';
import { api, check, created, type Handle } from './library.ts';

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
    if (categories?.size) {
      const types = names.map((_, position) => (categories.has(position) ? 'c' : 'q'));
      check(api().setFeatureInfo(matrix.handle, 'feature_type', types, types.length));
    }
    return matrix;
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
}

/** Where an array is, as NumPy would say it. @see https://numpy.org/doc/stable/reference/arrays.interface.html */
const arrayInterface = (array: Uint32Array | Float32Array, typestr: string): string =>
  JSON.stringify({ data: [Number(koffi().address(array)), true], shape: [array.length], typestr, version: 3 });
