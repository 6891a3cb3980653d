import { quantile } from '../../tabular/profile.ts';
import { statisticRule } from './statistic.ts';

/** How many interquartile ranges beyond the quartiles a value may lie. */
const FENCE = 1.5;

/** Share of the finite values outside the quartiles' fences, 0..1 (Tukey, Exploratory Data Analysis, 1977). */
export const outliers = statisticRule({
  name: 'outliers',
  of(sorted) {
    const [low, high] = [quantile(sorted, 0.25), quantile(sorted, 0.75)];
    const reach = FENCE * (high - low);
    return sorted.filter((value) => value < low - reach || value > high + reach).length / sorted.length;
  },
});
