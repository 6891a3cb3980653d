import { meanOf } from './mean.ts';
import { statisticRule } from './statistic.ts';

/** Sample standard deviation (n - 1) of the finite values; 0 for a single one. */
export const std = statisticRule({
  name: 'std',
  of(values) {
    if (values.length < 2) return 0;
    const center = meanOf(values);
    return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1));
  },
});
