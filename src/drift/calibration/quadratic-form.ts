import { chiSquareTail } from '../statistics/chi-square.ts';

/** The matrix of a quadratic form in standard normal variables, by the traces of its first three powers. */
export interface QuadraticForm {
  readonly trace: number;
  readonly traceOfSquare: number;
  readonly traceOfCube: number;
}

/**
 * P(Q ≥ value) for such a form Q, by the chi-square variable with the same mean, variance and skewness: exact where all
 * eigenvalues that are not 0 are equal, and close in the upper tail else.
 *
 * @returns 1 for the form that is always 0
 * @see Imhof (1961), "Computing the distribution of quadratic forms in normal variables", section 4
 */
export function quadraticFormTail(value: number, { trace, traceOfSquare, traceOfCube }: QuadraticForm): number {
  if (traceOfSquare === 0) return 1;
  const degrees = traceOfSquare ** 3 / traceOfCube ** 2;
  return chiSquareTail(Math.max((value - trace) * Math.sqrt(degrees / traceOfSquare) + degrees, 0), degrees);
}
