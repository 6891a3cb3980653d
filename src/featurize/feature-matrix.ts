/** The model's view of a table: float32, one row after the other, NaN for missing and never infinite. */
export interface FeatureMatrix {
  readonly names: readonly string[];
  readonly rowCount: number;
  /** `values[row * names.length + feature]` */
  readonly values: Float32Array;
}

/** The given rows (0-based) in the given order. Neighbouring ones share the memory of the matrix. */
export function selectMatrixRows({ names, values }: FeatureMatrix, rows: readonly number[]): FeatureMatrix {
  const width = names.length;
  const [first = 0] = rows;
  if (rows.every((row, index) => row === first + index)) {
    return { names, rowCount: rows.length, values: values.subarray(first * width, (first + rows.length) * width) };
  }
  const selected = new Float32Array(rows.length * width);
  let place = 0;
  for (const row of rows) {
    // Shorter than `set` with a subarray for a row, which is an object for every row.
    for (let value = row * width; value < (row + 1) * width; value += 1) selected[place++] = values[value]!;
  }
  return { names, rowCount: rows.length, values: selected };
}
