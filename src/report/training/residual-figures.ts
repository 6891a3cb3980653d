import type { Regression } from '#src/contracts/evaluation.ts';
import { formatNumber, formatShare } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';
import { plotFigure } from './plot.ts';

/** How far the numbers are from what was predicted, and where. */
export function residualFigures({ residualQuantiles, byPrediction }: Regression): Html {
  const actual = plotFigure({
    title: 'Predicted and actual, in ten parts by prediction',
    summary: `Mean prediction and mean of what was true: ${byPrediction.map((part) => `${formatNumber(part.predicted)} and ${formatNumber(part.actual)}`).join('; ')}.`,
    x: { title: 'predicted' },
    y: { title: 'actual' },
    lines: [
      { name: 'actual', points: byPrediction.map((part) => [part.predicted, part.actual] as const) },
      { name: 'as predicted', points: byPrediction.map((part) => [part.predicted, part.predicted] as const) },
    ],
    dots: true,
  });
  const residuals = plotFigure({
    title: 'Residuals by prediction: their median, and the middle 80 %',
    summary: `Median residual by prediction: ${byPrediction.map((part) => `${formatNumber(part.predicted)}: ${formatNumber(part.residuals[1])}`).join('; ')}.`,
    x: { title: 'predicted' },
    y: { title: 'actual − predicted' },
    lines: [{ name: 'median', points: byPrediction.map((part) => [part.predicted, part.residuals[1]] as const) }],
    band: byPrediction.map((part) => [part.predicted, part.residuals[0], part.residuals[2]] as const),
  });
  const rows = residualQuantiles.map(({ share, residual }) => [formatShare(share), formatNumber(residual)] as const);
  return html`<section aria-labelledby="residuals"><h2 id="residuals">Residuals</h2>
<div class="plots">${actual}${residuals}</div>
<h3>Quantiles of actual − predicted</h3>
${factTable({ caption: 'Quantiles of the residuals', titles: ['Of the rows', 'At most'], rows, numbers: true })}</section>`;
}
