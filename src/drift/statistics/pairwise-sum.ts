/** Up to so many values are summed in a row, by eight accumulators; above it halves are summed and added. */
const BLOCK = 128;
const LANES = 8;

/**
 * The sum, with an error that grows with the logarithm of the number of values. It adds in the same order as NumPy, so
 * that what is left by rounding is the same: SciPy's t-test of two constants depends on nothing else.
 *
 * @see Higham (1993), "The Accuracy of Floating Point Summation"
 */
export const pairwiseSum = (values: Float64Array): number =>
  sumByHalves(0, values.length, (from, to) => sumOfBlock(values, from, to));

/** The sum of the squared differences from `centre`, added in the same way. */
export function sumOfSquares(values: Float64Array, centre: number): number {
  const squares = new Float64Array(BLOCK);
  return sumByHalves(0, values.length, (from, to) => {
    for (let row = from; row < to; row++) squares[row - from] = (values[row]! - centre) ** 2;
    return sumOfBlock(squares, 0, to - from);
  });
}

function sumByHalves(from: number, to: number, sumBlock: (from: number, to: number) => number): number {
  if (to - from <= BLOCK) return sumBlock(from, to);
  const half = Math.floor((to - from) / 2);
  const middle = from + half - (half % LANES);
  return sumByHalves(from, middle, sumBlock) + sumByHalves(middle, to, sumBlock);
}

function sumOfBlock(values: Float64Array, from: number, to: number): number {
  const count = to - from;
  const inLanes = count < LANES ? 0 : count - (count % LANES);
  let sum = inLanes === 0 ? 0 : sumOfLanes(values, from, from + inLanes);
  for (let row = from + inLanes; row < to; row++) sum += values[row]!;
  return sum;
}

/** Eight sums side by side; the length is a multiple of eight. */
function sumOfLanes(values: Float64Array, from: number, to: number): number {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let row = from; row < to; row += LANES) {
    a += values[row]!;
    b += values[row + 1]!;
    c += values[row + 2]!;
    d += values[row + 3]!;
    e += values[row + 4]!;
    f += values[row + 5]!;
    g += values[row + 6]!;
    h += values[row + 7]!;
  }
  return a + b + (c + d) + (e + f + (g + h));
}
