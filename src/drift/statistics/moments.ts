export function mean(values: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += values[row]!;
  return sum / values.length;
}

/** Variance of the population (divided by n). */
export function variance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += (values[row]! - centre) ** 2;
  return sum / values.length;
}

export const standardDeviation = (values: Float64Array): number => Math.sqrt(variance(values));
