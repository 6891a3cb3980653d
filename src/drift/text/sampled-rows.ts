import { below, type Random } from '#src/random.ts';

/**
 * At most so many rows, in random order, by the codes of their texts. They are drawn from the rows in the order of their
 * codes, so that the order in which they came is no matter.
 */
export function sampledRows(codes: Int32Array, most: number, random: Random): Int32Array {
  const rows = codes.toSorted();
  const drawn = Math.min(most, rows.length);
  for (let at = 0; at < drawn; at++) {
    const other = at + below(rows.length - at, random);
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
  return rows.subarray(0, drawn);
}
