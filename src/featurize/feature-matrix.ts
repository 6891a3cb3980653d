/** The model's view of a table: float32, one row after the other, NaN for missing and never infinite. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** `values[row * names.length + feature]` */
  readonly values: Float32Array;
}

/** The given rows (0-based) in the given order. */
export function selectMatrixRows({ names, values }: FeatureMatrix, rows: readonly number[]): FeatureMatrix {
  const width = names.length;
  const selected = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) {
    selected.set(values.subarray(row * width, (row + 1) * width), index * width);
  }
  return { names, rowCount: rows.length, values: selected };
}
