import { meanOf } from './mean.ts';
import { statisticRule } from './statistic.ts';

/** Sample standard deviation (n - 1); 0 for a single value. */
export function stdOf(values: Float64Array): number {
  if (values.length < 2) return 0;
  const center = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
}

/** Of the finite values. */
export const std = statisticRule({ name: 'std', of: stdOf });
