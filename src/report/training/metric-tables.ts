import type { Evaluation } from '#src/contracts/evaluation.ts';
import { headline } from '#src/contracts/headline-metrics.ts';
import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { directions } from '#src/evaluate/metrics/index.ts';
import { formatCount, formatNumber, NOTHING, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';

type Measured = Pick<TrainingRecord, 'metrics' | 'baselineMetrics' | 'evaluation'>;

const headlinesOf = (metrics: Measured['metrics']): string[] => headline(metrics).map(([name]) => name);

/** A tile per headline metric. */
export const metricTiles = (record: Measured): Html =>
  html`<ul class="tiles">${headlinesOf(record.metrics).map(
    (name) =>
      html`<li><b>${formatNumber(record.metrics[name])}</b> ${name}${intervalOf(record, name) && html`<small>95 % interval ${intervalOf(record, name)}</small>`}</li>`,
  )}</ul>`;

/** Every metric with its interval, beside what a linear model reaches on the same rows. */
export function metricTable(record: Measured): Html {
  const { metrics, baselineMetrics, evaluation } = record;
  const hasIntervals = Object.keys(evaluation.metricIntervals).length > 0;
  const rows = Object.entries(metrics).map(
    ([name, value]) =>
      [
        name,
        formatNumber(value),
        ...(hasIntervals ? [intervalOf(record, name) ?? NOTHING] : []),
        ...(baselineMetrics ? [formatNumber(baselineMetrics[name]), gain(name, value, baselineMetrics[name])] : []),
      ] as const,
  );
  const titles = [
    'Metric',
    'Model',
    ...(hasIntervals ? ['95 % interval'] : []),
    ...(baselineMetrics ? ['Linear baseline', 'Difference'] : []),
  ];
  return factTable({ caption: 'Metrics on the held-out rows', titles, rows, numbers: true });
}

function intervalOf({ evaluation }: Measured, name: string): string | undefined {
  const interval = evaluation.metricIntervals[name];
  return interval && `${formatNumber(interval[0])} … ${formatNumber(interval[1])}`;
}

function gain(name: string, value: number, baseline: number | undefined): Html | string {
  if (baseline === undefined) return NOTHING;
  const difference = value - baseline;
  const direction = directions.get(name);
  const text = `${difference > 0 ? '+' : ''}${formatNumber(difference)}`;
  if (direction === undefined || difference === 0) return text;
  const isBetter = difference > 0 === (direction === 'higher');
  return html`<span class="${isBetter ? 'better' : 'worse'}">${text} ${isBetter ? 'better' : 'worse'}</span>`;
}

/** The metrics of each value of the columns that the project names as segments, beside those of all rows. */
export function segmentMetrics({ metrics, evaluation }: Measured): Html | undefined {
  const segments = Object.entries(evaluation.segments).filter(([, values]) => Object.keys(values).length > 0);
  if (segments.length === 0) return undefined;
  const names = headlinesOf(metrics);
  const cells = (of: Evaluation['metrics']) => names.map((name) => formatNumber(of[name]));
  return html`<section aria-labelledby="segments"><h2 id="segments">Segments</h2>
${segments.map(([column, values]) =>
  factTable({
    caption: `Metrics by ${shorten(column, 60)}`,
    titles: [shorten(column, 60), 'Rows', ...names],
    rows: [
      ['all rows', formatCount(evaluation.rows), ...cells(metrics)],
      ...Object.entries(values).map(
        ([value, part]) => [shorten(value, 80), formatCount(part.rows), ...cells(part.metrics)] as const,
      ),
    ],
    numbers: true,
  }),
)}
</section>`;
}
