import { extremes } from './extremes.ts';

const DIGIT_BITS = 11;
const BUCKETS = 1 << DIGIT_BITS;
const MASK = BUCKETS - 1;
/** Three digits cover a double's high word: sign, exponent and 20 bits of its fraction. */
const DIGITS = 3;

/** So many places may the last pass move each value on average; beyond that the engine's sort is faster. */
const MOST_MOVES_PER_VALUE = 8;

/**
 * Sorts finite doubles, ascending, in a third of the time that `Float64Array.sort` takes for a million: a radix sort
 * of their high words, least significant digit first, after which insertion orders the few values whose high words do
 * not tell them apart. A double's bits are in the order of its value once the sign bit of positive ones and all bits of
 * negative ones are flipped.
 *
 * @param values - is overwritten
 * @param spare - as long as `values`; is overwritten
 * @returns one of the two arrays; a negative zero may come out as a positive one
 * @see Knuth, "The Art of Computer Programming" volume 3, sections 5.2.5 (radix) and 5.2.1 (insertion)
 */
export function radixSort(values: Float64Array, spare: Float64Array): Float64Array {
  const { smallest, largest } = extremes(values);
  // Within a factor of two differences are exact (Sterbenz), and their high words tell more apart than the values' do.
  const close = smallest > 0 ? largest <= 2 * smallest : 2 * largest <= smallest;
  if (!close) return sortByHighWords(values, spare);
  for (let row = 0; row < values.length; row++) values[row]! -= smallest;
  const sorted = sortByHighWords(values, spare);
  for (let row = 0; row < sorted.length; row++) sorted[row]! += smallest;
  return sorted;
}

function sortByHighWords(values: Float64Array, spare: Float64Array): Float64Array {
  let [from, to] = [values, spare];
  for (const [digit, counts] of countDigits(values).entries()) {
    // All in one bucket: nothing to do.
    if (counts.includes(values.length)) continue;
    scatter(from, to, digit * DIGIT_BITS, startsOf(counts));
    [from, to] = [to, from];
  }
  return finishByInsertion(from) ? from : from.sort();
}

const wordsOf = (values: Float64Array): Int32Array =>
  new Int32Array(values.buffer, values.byteOffset, 2 * values.length);

/** The bits of a high word so that they are, unsigned, in the order of the values. */
const inOrder = (high: number): number => high ^ ((high >> 31) | 0x80000000);

/** How many values have which digit, for every place. */
function countDigits(values: Float64Array): readonly Int32Array[] {
  const words = wordsOf(values);
  const counts = new Int32Array(DIGITS * BUCKETS);
  for (let at = 1; at < words.length; at += 2) {
    const key = inOrder(words[at]!);
    counts[key & MASK]!++;
    counts[BUCKETS + ((key >>> DIGIT_BITS) & MASK)]!++;
    counts[2 * BUCKETS + (key >>> (2 * DIGIT_BITS))]!++;
  }
  return Array.from({ length: DIGITS }, (_, digit) => counts.subarray(digit * BUCKETS, (digit + 1) * BUCKETS));
}

/** Where each bucket begins. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(BUCKETS);
  for (let bucket = 1; bucket < BUCKETS; bucket++) starts[bucket] = starts[bucket - 1]! + counts[bucket - 1]!;
  return starts;
}

/** Moves every value into the bucket of its digit, in the order in which they come. */
function scatter(values: Float64Array, into: Float64Array, shift: number, next: Int32Array): void {
  const words = wordsOf(values);
  for (let row = 0; row < values.length; row++) {
    const bucket = (inOrder(words[2 * row + 1]!) >>> shift) & MASK;
    into[next[bucket]!++] = values[row]!;
  }
}

/** @returns false when the values were too far from their order to go on */
function finishByInsertion(values: Float64Array): boolean {
  let movesLeft = MOST_MOVES_PER_VALUE * values.length;
  for (let row = 1; row < values.length; row++) {
    const value = values[row]!;
    let hole = row;
    for (; hole > 0 && values[hole - 1]! > value; hole--) values[hole] = values[hole - 1]!;
    if (hole === row) continue;
    values[hole] = value;
    movesLeft -= row - hole;
    if (movesLeft < 0) return false;
  }
  return true;
}
