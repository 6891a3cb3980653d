import { roundTicks, roundTop } from './axis.ts';
import type { ComparedColumn, Numbers } from './compare-columns.ts';
import { formatCount, formatNumber, formatShare, formatTick, shorten } from './format.ts';
import type { Histogram } from './histogram.ts';
import { type Html, html } from './html.ts';
import type { NumberSummary } from './number-summary.ts';
import { SHAPE_HEIGHT, type ShapeIds } from './shape.ts';

const [WIDTH, HEIGHT, LEFT, TOP] = [560, 200, 52, 8];
const [PLOT_WIDTH, PLOT_HEIGHT] = [WIDTH - LEFT - 12, HEIGHT - TOP - 24];

/** The share at the top of a histogram's vertical axis. */
export const topShare = ({ reference, current }: Histogram): number => roundTop(Math.max(...reference, ...current));

/** A numeric column opened: both histograms on one pair of axes, and the figures of both sides. */
export function numberFigure({ name, drift }: ComparedColumn, numbers: Numbers, ids: ShapeIds): Html {
  const { histogram, reference, current } = numbers;
  return html`<figure>${chart(shorten(name, 60), numbers, ids)}${drift.type === 'text' ? html`<figcaption>Lengths of the texts, in characters.</figcaption>` : undefined}${note(histogram)}</figure>
<table class="figures"><caption class="sr">Statistics of ${shorten(name, 60)}</caption>
<thead><tr><td></td><th scope="col">Reference</th><th scope="col">Current</th></tr></thead><tbody>
${STATISTICS.map(([title, of]) => html`<tr><th scope="row">${title}</th><td>${formatNumber(of(reference))}</td><td>${formatNumber(of(current))}</td></tr>`)}
</tbody></table>`;
}

const STATISTICS: readonly (readonly [string, (summary: NumberSummary) => number])[] = [
  ['mean', ({ mean }) => mean],
  ['std', ({ std }) => std],
  ['min', ({ min }) => min],
  ['25 %', ({ lowerQuartile }) => lowerQuartile],
  ['median', ({ median }) => median],
  ['75 %', ({ upperQuartile }) => upperQuartile],
  ['max', ({ max }) => max],
];

function chart(name: string, { histogram, reference, current }: Numbers, ids: ShapeIds): Html {
  const summary =
    `Histogram of ${name}, share of rows per bin. Reference: median ${formatNumber(reference.median)}, ` +
    `middle half ${formatNumber(reference.lowerQuartile)} to ${formatNumber(reference.upperQuartile)}. ` +
    `Current: median ${formatNumber(current.median)}, ` +
    `middle half ${formatNumber(current.lowerQuartile)} to ${formatNumber(current.upperQuartile)}.`;
  const scale = `scale(${round(PLOT_WIDTH / histogram.reference.length)} ${PLOT_HEIGHT / SHAPE_HEIGHT})`;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${summary}">
${shareAxis(topShare(histogram))}<g transform="translate(${LEFT} ${TOP}) ${scale}"><use href="#${ids.current}"/><use href="#${ids.reference}"/></g>${valueAxis(histogram)}
</svg>`;
}

function shareAxis(top: number): Html {
  const lines = [0, 0.5, 1].map((part) => {
    const y = TOP + PLOT_HEIGHT * (1 - part);
    return html`<path class="grid" d="M${LEFT} ${y}h${PLOT_WIDTH}"/><text x="${LEFT - 6}" y="${y + 4}" class="end">${formatShare(top * part)}</text>`;
  });
  return html`${lines}`;
}

function valueAxis({ from, to }: Histogram): Html {
  const y = TOP + PLOT_HEIGHT;
  const labels = roundTicks(from, to, 6).map((tick) => {
    const x = round(LEFT + (PLOT_WIDTH * (tick - from)) / (to - from));
    return html`<path class="tick" d="M${x} ${y}v5"/><text x="${x}" y="${y + 18}" class="mid">${formatTick(tick)}</text>`;
  });
  return html`${labels}`;
}

const note = ({ beyond, from, to }: Histogram): Html | undefined =>
  beyond > 0
    ? html`<figcaption>${formatCount(beyond)} ${beyond === 1 ? 'value' : 'values'} below ${formatNumber(from)} or above ${formatNumber(to)} counted in the outermost bins.</figcaption>`
    : undefined;

const round = (length: number): number => Number(length.toFixed(2));
