/** A square matrix, row by row. */
export type Matrix = readonly (readonly number[])[];

export interface Eigen {
  readonly value: number;
  readonly vector: readonly number[];
}

/** So many sweeps bring any small matrix to its diagonal; each squares what is left beside it. */
const SWEEPS = 30;

/**
 * Eigenvalues and orthonormal eigenvectors of a small symmetric matrix, in no order, by cyclic Jacobi rotations.
 *
 * @see Golub and Van Loan, "Matrix Computations", section 8.5
 */
export function symmetricEigen(matrix: Matrix): readonly Eigen[] {
  const size = matrix.length;
  const cells = matrix.map((row) => [...row]);
  const vectors = matrix.map((_, row) => matrix.map((_, column) => (row === column ? 1 : 0)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(cells, vectors, p, q);
  }
  return cells.map((row, index) => ({ value: row[index]!, vector: vectors.map((axis) => axis[index]!) }));
}

/** Turns the plane of axes p and q so that their common cell vanishes. */
function rotate(cells: number[][], vectors: number[][], p: number, q: number): void {
  const shared = cells[p]![q]!;
  if (shared === 0) return;
  const theta = (cells[q]![q]! - cells[p]![p]!) / (2 * shared);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  for (const row of [...cells, ...vectors]) {
    const [atP, atQ] = [row[p]!, row[q]!];
    row[p] = cosine * atP - sine * atQ;
    row[q] = sine * atP + cosine * atQ;
  }
  const [rowP, rowQ] = [cells[p]!, cells[q]!];
  cells[p] = rowP.map((cell, column) => cosine * cell - sine * rowQ[column]!);
  cells[q] = rowP.map((cell, column) => sine * cell + cosine * rowQ[column]!);
}
