/** Probabilities of class 1 → those of both classes, row-major. */
export function withComplements(ofClass1: Float64Array): Float64Array {
  const both = new Float64Array(ofClass1.length * 2);
  for (const [row, probability] of ofClass1.entries()) {
    both[2 * row] = 1 - probability;
    both[2 * row + 1] = probability;
  }
  return both;
}
