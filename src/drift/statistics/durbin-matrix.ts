/** A square matrix times 2^exponent, row by row. */
interface ScaledMatrix {
  readonly size: number;
  readonly cells: Float64Array;
  readonly exponent: number;
}

const RESCALE_BITS = 400;
const RESCALE_ABOVE = 2 ** RESCALE_BITS;

/**
 * P(D < d) of the one-sample Kolmogorov-Smirnov statistic, exactly: an entry of the n-th power of a matrix of
 * 2⌈nd⌉ − 1 rows. Cost grows with the cube of nd.
 *
 * @see Marsaglia, Tsang and Wang (2003), "Evaluating Kolmogorov's Distribution", after Durbin (1968)
 */
export function durbinProbability(rows: number, d: number): number {
  const centre = Math.ceil(rows * d);
  const { cells, size, exponent } = power(transitions(centre, centre - rows * d), rows);
  let probability = cells[(centre - 1) * size + centre - 1]!;
  let bits = exponent;
  for (let i = 1; i <= rows; i++) {
    probability *= i / rows;
    if (probability < 1 / RESCALE_ABOVE) {
      probability *= RESCALE_ABOVE;
      bits -= RESCALE_BITS;
    }
  }
  return probability * 2 ** bits;
}

/** Durbin's matrix: 1/(i − j + 1)! on and below the first superdiagonal, corrected in the first column and last row. */
function transitions(centre: number, gap: number): ScaledMatrix {
  const size = 2 * centre - 1;
  const inverseFactorial = new Float64Array(size + 1).fill(1);
  for (let k = 1; k <= size; k++) inverseFactorial[k] = inverseFactorial[k - 1]! / k;
  const cells = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= Math.min(row + 1, size - 1); column++) {
      cells[row * size + column] = inverseFactorial[row - column + 1]!;
    }
  }
  for (let k = 0; k < size; k++) {
    const edge = (1 - gap ** (k + 1)) * inverseFactorial[k + 1]!;
    cells[k * size] = edge;
    cells[(size - 1) * size + size - 1 - k] = edge;
  }
  const corner = 1 - 2 * gap ** size + Math.max(2 * gap - 1, 0) ** size;
  cells[(size - 1) * size] = corner * inverseFactorial[size]!;
  return { size, cells, exponent: 0 };
}

function power(base: ScaledMatrix, times: number): ScaledMatrix {
  if (times === 1) return base;
  const half = power(base, Math.floor(times / 2));
  const squared = multiply(half, half);
  return times % 2 === 0 ? squared : multiply(squared, base);
}

function multiply(left: ScaledMatrix, right: ScaledMatrix): ScaledMatrix {
  const { size } = left;
  const cells = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const factor = left.cells[row * size + inner]!;
      for (let column = 0; column < size; column++) {
        cells[row * size + column]! += factor * right.cells[inner * size + column]!;
      }
    }
  }
  return rescaled({ size, cells, exponent: left.exponent + right.exponent });
}

function rescaled(matrix: ScaledMatrix): ScaledMatrix {
  const { size, cells, exponent } = matrix;
  const middle = (size - 1) / 2;
  if (cells[middle * size + middle]! <= RESCALE_ABOVE) return matrix;
  return { size, cells: cells.map((cell) => cell / RESCALE_ABOVE), exponent: exponent + RESCALE_BITS };
}
