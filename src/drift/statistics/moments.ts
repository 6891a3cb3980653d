/** Standard deviation of the population (divided by n). */
export function standardDeviation(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += (values[row]! - centre) ** 2;
  return Math.sqrt(sum / values.length);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]!;
  return sum / values.length;
}
