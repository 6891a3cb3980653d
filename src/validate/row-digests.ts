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
  const high = new Int32Array(rowCount).fill(0x1e37_79b9);
  const low = new Int32Array(rowCount).fill(0x7f4a_7c15);
  const words = new Int32Array(2 * rowCount);
  for (const column of columns) {
    writeWords(column, words);
    for (let row = 0; row < rowCount; row += 1) {
      const first = words[2 * row] ?? 0;
      const second = words[2 * row + 1] ?? 0;
      high[row] = mixed(high[row] ?? 0, first, second, 0x85eb_ca6b);
      low[row] = mixed(low[row] ?? 0, second, first, 0x27d4_eb2f);
    }
  }
  const digests = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    digests[row] = ((high[row] ?? 0) >>> 0) * 2 ** 21 + ((low[row] ?? 0) >>> 11);
  }
  return digests;
}

/** Two 32-bit words per value; equal values have equal words. */
function writeWords(column: Column, words: Int32Array): void {
  if (column.storage === 'string') {
    for (let row = 0; row < column.codes.length; row += 1) {
      words[2 * row] = column.codes[row] ?? 0;
      words[2 * row + 1] = 0;
    }
    return;
  }
  const doubles = new Float64Array(words.buffer);
  for (let row = 0; row < column.values.length; row += 1) {
    const value = column.values[row] ?? 0;
    doubles[row] = value + 0; // -0 becomes 0
    if (!Number.isNaN(value)) continue;
    words[2 * row] = 0;
    words[2 * row + 1] = MISSING;
  }
}

/** Multiply and shift, as the finalizer of MurmurHash3 does, once per word. */
function mixed(state: number, first: number, second: number, factor: number): number {
  const once = Math.imul(state ^ first, factor);
  const twice = Math.imul((once ^ (once >>> 15)) + second, 0xc2b2_ae35);
  return twice ^ (twice >>> 13);
}
