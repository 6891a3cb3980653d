import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { formatCount, formatNumber } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';

/** What calibration changed about the probabilities of the held-out rows. */
export function calibrationTable({ calibration }: TrainingRecord): Html | undefined {
  if (!calibration) return undefined;
  const { before, after } = calibration;
  const rows = Object.keys(before).map(
    (name) => [name, formatNumber(before[name]), formatNumber(after[name])] as const,
  );
  return html`<section aria-labelledby="calibration"><h2 id="calibration">Calibration</h2>
<p class="legend">${calibrationText(calibration)}</p>
${factTable({ caption: 'Probabilities before and after calibration', titles: ['Metric', 'Before', 'After'], rows, numbers: true })}</section>`;
}

/** How the probabilities were calibrated, in a sentence or two. */
export function calibrationText({
  method,
  rows,
  knots,
  thinningError = 0,
}: NonNullable<TrainingRecord['calibration']>): string {
  const how = `Calibrated by ${method === 'isotonic' ? 'isotonic regression' : "Platt's sigmoid"} on ${formatCount(rows)} training rows, each predicted by a model that had not learnt from it.`;
  if (!knots || knots.kept === knots.found) return how;
  return `${how} Of ${formatCount(knots.found)} knots ${formatCount(knots.kept)} are kept, which changes a probability by ${formatNumber(thinningError)} at most.`;
}
