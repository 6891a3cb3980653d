import type { Column, Table } from '../tabular/table.ts';

/** A missing value, whatever the bits of its NaN. */
const MISSING = 0x7ff8_0000;

/**
 * Counts the rows that are the same as an earlier one in every column. Rows are compared by 53-bit digests, so that two
 * different ones are taken for the same with a chance of about 1e-16, and neither text nor memory per value is needed.
 */
export function repeatedRows(table: Table): number {
  const digests = rowDigests(table).sort();
  let repeated = 0;
  for (let at = 1; at < digests.length; at += 1) if (digests[at] === digests[at - 1]) repeated += 1;
  return repeated;
}

function rowDigests({ columns, rowCount }: Table): Float64Array {
  const high = new Uint32Array(rowCount).fill(0x9e37_79b9);
  const low = new Uint32Array(rowCount).fill(0x7f4a_7c15);
  for (const column of columns) {
    const words = wordsOf(column);
    for (let row = 0; row < rowCount; row += 1) {
      const [first, second] = [words[2 * row] ?? 0, words[2 * row + 1] ?? 0];
      high[row] = mixed(high[row] ?? 0, first, second, 0x85eb_ca6b);
      low[row] = mixed(low[row] ?? 0, second, first, 0x27d4_eb2f);
    }
  }
  return Float64Array.from(high, (word, row) => word * 2 ** 21 + ((low[row] ?? 0) >>> 11));
}

/** Two 32-bit words per value; equal values have equal words. */
function wordsOf(column: Column): Uint32Array {
  if (column.storage === 'string') {
    const words = new Uint32Array(2 * column.codes.length);
    for (const [row, code] of column.codes.entries()) words[2 * row] = code + 1;
    return words;
  }
  // Adding 0 turns -0 into 0.
  const words = new Uint32Array(Float64Array.from(column.values, (value) => value + 0).buffer);
  for (const [row, value] of column.values.entries()) {
    if (!Number.isNaN(value)) continue;
    words[2 * row] = 0;
    words[2 * row + 1] = MISSING;
  }
  return words;
}

/** Multiply and shift, as the finalizer of MurmurHash3 does, once per word. */
function mixed(state: number, first: number, second: number, factor: number): number {
  const once = Math.imul(state ^ first, factor);
  const twice = Math.imul((once ^ (once >>> 15)) + second, 0xc2b2_ae35);
  return twice ^ (twice >>> 13);
}
