import type { FeatureMatrix } from '../../featurize/feature-matrix.ts';
import type { TrainingSet } from '../learner.ts';
import type { SparseRows } from '../xgboost/matrix.ts';

/** How features become the columns of a linear model; learnt from the training rows. */
export interface Design {
  readonly terms: readonly (NumberColumn | CategoryColumns)[];
  readonly columnCount: number;
}

/** One column: the feature, standardised; a missing value is the mean. */
interface NumberColumn {
  readonly kind: 'number';
  readonly feature: number;
  readonly column: number;
  readonly mean: number;
  readonly deviation: number;
}

/** One column per category, 1 for the rows that have it. */
interface CategoryColumns {
  readonly kind: 'categories';
  readonly feature: number;
  /** Of category 0. */
  readonly column: number;
  readonly count: number;
}

export function designOf(features: FeatureMatrix, categories: TrainingSet['categories']): Design {
  let columnCount = 0;
  const terms = features.names.flatMap((_, feature): Design['terms'] => {
    const column = columnCount;
    const count = categories?.get(feature);
    if (count !== undefined) {
      columnCount += count;
      return [{ kind: 'categories', feature, column, count }];
    }
    const { mean, deviation } = momentsOf(features, feature);
    columnCount += 1;
    return [{ kind: 'number', feature, column, mean, deviation }];
  });
  return { terms, columnCount };
}

/** Mean and standard deviation of the values that are present, in float32 as the graph has them. */
function momentsOf({ names, rowCount, values }: FeatureMatrix, feature: number) {
  let [count, mean, squares] = [0, 0, 0];
  for (let row = 0; row < rowCount; row += 1) {
    const value = values[row * names.length + feature]!;
    if (Number.isNaN(value)) continue;
    // Welford (1962), so that large means do not swallow small deviations.
    count += 1;
    const difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }
  // A feature that is the same in all rows stays so, and its weight 0.
  return { mean: Math.fround(mean), deviation: Math.fround(Math.sqrt(squares / count)) || 1 };
}

export function sparseRows({ terms, columnCount }: Design, { names, rowCount, values }: FeatureMatrix): SparseRows {
  const starts = new Uint32Array(rowCount + 1);
  const columns = new Uint32Array(rowCount * terms.length);
  const entries = new Float32Array(rowCount * terms.length);
  let length = 0;
  for (let row = 0; row < rowCount; row += 1) {
    for (const term of terms) {
      const value = values[row * names.length + term.feature]!;
      if (Number.isNaN(value)) continue;
      const isNumber = term.kind === 'number';
      columns[length] = isNumber ? term.column : term.column + value;
      entries[length] = isNumber ? Math.fround(Math.fround(value - term.mean) / term.deviation) : 1;
      length += 1;
    }
    starts[row + 1] = length;
  }
  return { starts, columns: columns.subarray(0, length), values: entries.subarray(0, length), columnCount };
}
