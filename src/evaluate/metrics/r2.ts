import type { RegressionOutcome } from '../outcome.ts';
import { defineMetric, meanOver, onceEach, perRow } from './metric.ts';

/** Share of the target's variance that is explained; 1 is perfect, 0 no better than the mean, unbounded below. */
export const r2 = defineMetric<RegressionOutcome>({
  betterWhen: 'higher',
  prepare: (outcome) => {
    const { labels } = outcome;
    // Around their mean, so that the difference of two sums below keeps its digits.
    const center = meanOver(labels)(onceEach(labels.length)) ?? 0;
    const centered = perRow(outcome, (label) => label - center);
    const squares = centered.map((value) => value ** 2);
    const [mean, meanSquare] = [meanOver(centered), meanOver(squares)];
    const error = meanOver(perRow(outcome, (label, row) => (label - outcome.predictions[row]!) ** 2));
    return (counts) => {
      const [shift, spread, left] = [mean(counts), meanSquare(counts), error(counts)];
      if (shift === undefined || spread === undefined || left === undefined) return undefined;
      const variance = spread - shift ** 2;
      return variance > 1e-12 * spread ? 1 - left / variance : undefined;
    };
  },
});
