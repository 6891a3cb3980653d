/** The middle value; the mean of the middle two of an even number. @throws RangeError without values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  if (middle.length === 0) throw new RangeError('the median of nothing');
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}
