import { roundTicks } from '../axis.ts';
import { formatTick, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';

export type PlotPoint = readonly [x: number, y: number];

export interface PlotLine {
  readonly name: string;
  /** All finite, in the order in which they are joined. */
  readonly points: readonly PlotPoint[];
  /** Whether the points stand by themselves; default: a line joins them. */
  readonly scattered?: boolean;
}

export interface PlotAxis {
  readonly title: string;
  /** Default: as far as the points go. */
  readonly from?: number;
  readonly to?: number;
}

export interface Plot {
  readonly title: string;
  /** The same in a sentence, with its main figures, for those who do not see it. */
  readonly summary: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  readonly lines: readonly PlotLine[];
  /** Low and high at x: an area behind the lines. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  /** Whether a line from corner to corner shows what chance, or a perfect model, would do. */
  readonly diagonal?: boolean;
  /** Whether every point is marked. */
  readonly dots?: boolean;
}

const [WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM] = [480, 300, 56, 10, 12, 42];
const [PLOT_WIDTH, PLOT_HEIGHT] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
const STYLES = 6;

/** Lines on a pair of axes, as an SVG figure with its legend; nothing for lines without points. */
export function plotFigure(plot: Plot): Html | undefined {
  const points = [...plot.lines.flatMap((line) => line.points), ...bandPoints(plot)];
  if (points.length === 0) return undefined;
  const x = scaleOf(
    points.map(([at]) => at),
    plot.x,
  );
  const y = scaleOf(
    points.map(([, value]) => value),
    plot.y,
  );
  const place = ([at, value]: PlotPoint): string =>
    `${round(LEFT + PLOT_WIDTH * x.part(at))} ${round(TOP + PLOT_HEIGHT * (1 - y.part(value)))}`;
  return html`<figure><svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${plot.summary}">
${axes(x, y, plot)}${plot.diagonal ? html`<path class="diagonal" d="M${place([x.from, y.from])}L${place([x.to, y.to])}"/>` : undefined}${bandOf(plot, place)}
${plot.lines.map((line, index) => drawLine(line, index, place, plot.dots === true))}
</svg><figcaption><b>${plot.title}</b>${plot.lines.length > 1 ? plot.lines.map(legendEntry) : undefined}</figcaption></figure>`;
}

interface Scale {
  readonly from: number;
  readonly to: number;
  /** How much of the way along the axis, 0..1. */
  readonly part: (value: number) => number;
}

function scaleOf(values: readonly number[], axis: PlotAxis): Scale {
  const lowest = axis.from ?? values.reduce((low, value) => Math.min(low, value));
  const highest = axis.to ?? values.reduce((high, value) => Math.max(high, value));
  const margin = lowest === highest ? Math.abs(lowest) / 2 || 0.5 : 0;
  const [from, to] = [lowest - margin, highest + margin];
  return { from, to, part: (value) => Math.min(Math.max((value - from) / (to - from), 0), 1) };
}

function axes(x: Scale, y: Scale, plot: Plot): Html {
  const bottom = TOP + PLOT_HEIGHT;
  const levels = roundTicks(y.from, y.to, 5).map((tick) => {
    const at = round(TOP + PLOT_HEIGHT * (1 - y.part(tick)));
    return html`<path class="grid" d="M${LEFT} ${at}h${PLOT_WIDTH}"/><text x="${LEFT - 6}" y="${round(at + 4)}" class="end">${formatTick(tick)}</text>`;
  });
  const places = roundTicks(x.from, x.to, 6).map((tick) => {
    const at = round(LEFT + PLOT_WIDTH * x.part(tick));
    return html`<path class="tick" d="M${at} ${bottom}v5"/><text x="${at}" y="${bottom + 17}" class="mid">${formatTick(tick)}</text>`;
  });
  return html`${levels}${places}<path class="tick" d="M${LEFT} ${bottom}h${PLOT_WIDTH}"/>
<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 6}" class="mid">${plot.x.title}</text>
<text transform="translate(11 ${TOP + PLOT_HEIGHT / 2}) rotate(-90)" class="mid">${plot.y.title}</text>`;
}

function drawLine(
  { points, scattered }: PlotLine,
  index: number,
  place: (point: PlotPoint) => string,
  dots: boolean,
): Html {
  const style = `l${index % STYLES}`;
  const circles = points.map((point) => {
    const [x = '', y = ''] = place(point).split(' ');
    return html`<circle cx="${x}" cy="${y}" r="3"/>`;
  });
  const marks = html`<g class="dots ${style}">${circles}</g>`;
  if (scattered) return marks;
  return html`<path class="line ${style}" d="M${points.map(place).join('L')}"/>${dots || points.length === 1 ? marks : undefined}`;
}

const bandPoints = ({ band = [] }: Plot): PlotPoint[] =>
  band.flatMap(([x, low, high]): PlotPoint[] => [
    [x, low],
    [x, high],
  ]);

function bandOf({ band = [] }: Plot, place: (point: PlotPoint) => string): Html | undefined {
  if (band.length === 0) return undefined;
  const there = band.map(([x, low]) => place([x, low]));
  const back = band.toReversed().map(([x, , high]) => place([x, high]));
  return html`<path class="band" d="M${[...there, ...back].join('L')}z"/>`;
}

function legendEntry({ name, scattered }: PlotLine, index: number): Html {
  const style = `l${index % STYLES}`;
  const sample = scattered
    ? html`<g class="dots ${style}"><circle cx="13" cy="4" r="3"/></g>`
    : html`<path class="line ${style}" d="M0 4H26"/>`;
  return html` <span><svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">${sample}</svg> <bdi>${shorten(name, 60)}</bdi></span>`;
}

const round = (length: number): number => Number(length.toFixed(2));
