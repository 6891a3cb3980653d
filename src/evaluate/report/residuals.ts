import type { Regression } from '../../contracts/evaluation.ts';
import type { RegressionOutcome } from '../outcome.ts';
import { quantile } from '../resample.ts';

const SHARES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1];
const PARTS = 10;

/** What a regression leaves over, in all and by how much it predicts. */
export function evaluateResiduals({ labels, predictions }: RegressionOutcome): Regression {
  const rows = labels.length;
  const residuals = Float64Array.from({ length: rows }, (_, row) => labels[row]! - predictions[row]!);
  const sorted = residuals.toSorted();
  const order = Uint32Array.from(residuals.keys()).sort((a, b) => predictions[a]! - predictions[b]!);
  const parts = Array.from({ length: Math.min(PARTS, rows) }, (_, part) => {
    const count = Math.min(PARTS, rows);
    return order.subarray(Math.round((part * rows) / count), Math.round(((part + 1) * rows) / count));
  });
  const mean = (part: Uint32Array, of: ArrayLike<number>) => part.reduce((sum, row) => sum + of[row]!, 0) / part.length;
  return {
    residualQuantiles: SHARES.map((share) => ({ share, residual: quantile(sorted, share) })),
    byPrediction: parts.map((part) => {
      const within = Float64Array.from(part, (row) => residuals[row]!).sort();
      return {
        ...{ rows: part.length, predicted: mean(part, predictions), actual: mean(part, labels) },
        residuals: [quantile(within, 0.1), quantile(within, 0.5), quantile(within, 0.9)],
      };
    }),
  };
}
