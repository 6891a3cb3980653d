import { formatNumber } from './format.ts';
import type { Output, Style } from './output.ts';

export interface ChartLine {
  /** Stands at the line's end; one character. */
  readonly mark: string;
  readonly style: Style;
  /** [x, y] in ascending x, all finite. */
  readonly points: readonly (readonly [number, number])[];
}

export interface ChartSize {
  /** Characters of the plot, without its axis. */
  readonly width: number;
  readonly height: number;
}

/** Bits of U+2800's dots, row by row of a character's 2 × 4 dots (Unicode chart U2800). */
const DOTS = Uint8Array.of(0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80);

/** Colours for as many lines as a chart can be read with. */
export const LINE_STYLES = ['cyan', 'yellow', 'magenta', 'green', 'blue', 'red'] as const satisfies readonly Style[];

/** Lines on one pair of axes, drawn in Braille dots; where two lines meet, the later has the colour. */
export function lineChart(lines: readonly ChartLine[], out: Output, { width, height }: ChartSize): string {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const points = drawn.flatMap((line) => line.points);
  if (points.length === 0) return '';
  const x = spanOf(points.map(([at]) => at));
  const y = spanOf(points.map(([, value]) => value));
  const grid = new Grid(width, height);
  for (const line of drawn) {
    const place = ([at, value]: readonly [number, number]) =>
      [(at - x.low) / (x.high - x.low), (value - y.low) / (y.high - y.low)] as const;
    grid.draw(line, line.points.map(place));
  }
  const labels = [y.high, (y.low + y.high) / 2, y.low].map(formatNumber);
  const left = Math.max(...labels.map((label) => label.length));
  const rows = grid.rows(out).map((row, index) => {
    const label = index === 0 ? labels[0] : index === height - 1 ? labels[2] : index === height >> 1 ? labels[1] : '';
    return `${(label ?? '').padStart(left)} ${label ? '┤' : '│'}${row}`;
  });
  const [from, to] = [formatNumber(x.low), formatNumber(x.high)];
  const axis = `${' '.repeat(left + 2)}${from}${to.padStart(Math.max(width - from.length, to.length + 1))}`;
  return [...rows.map((row) => row.trimEnd()), `${' '.repeat(left)} └${'─'.repeat(width)}`, axis].join('\n');
}

interface Span {
  readonly low: number;
  readonly high: number;
}

/** A line that is flat lies in the middle. */
function spanOf(values: readonly number[]): Span {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  if (low !== high) return { low, high };
  const margin = Math.abs(low) / 2 || 0.5;
  return { low: low - margin, high: high + margin };
}

class Grid {
  readonly #width: number;
  readonly #height: number;
  readonly #dots: Uint8Array;
  readonly #owners: (ChartLine | undefined)[];
  readonly #marks: { readonly line: ChartLine; readonly row: number }[] = [];

  constructor(width: number, height: number) {
    this.#width = width;
    this.#height = height;
    this.#dots = new Uint8Array(width * height);
    this.#owners = new Array(width * height);
  }

  /** @param places - parts of the way along both axes, 0..1 */
  draw(line: ChartLine, places: readonly (readonly [number, number])[]): void {
    const [wide, high] = [this.#width * 2 - 1, this.#height * 4 - 1];
    const dots = places.map(([x, y]) => [Math.round(x * wide), Math.round((1 - y) * high)] as const);
    for (const [index, [x, y]] of dots.entries()) {
      const [fromX, fromY] = dots[index - 1] ?? [x, y];
      const steps = Math.max(Math.abs(x - fromX), Math.abs(y - fromY), 1);
      for (let step = 0; step <= steps; step += 1) {
        this.#set(
          line,
          Math.round(fromX + ((x - fromX) * step) / steps),
          Math.round(fromY + ((y - fromY) * step) / steps),
        );
      }
    }
    const last = dots.at(-1);
    if (last) this.#marks.push({ line, row: last[1] >> 2 });
  }

  rows(out: Output): string[] {
    return Array.from({ length: this.#height }, (_, row) => {
      const cells = Array.from({ length: this.#width }, (_, column) => {
        const at = row * this.#width + column;
        const owner = this.#owners[at];
        return owner ? out.style(owner.style, String.fromCodePoint(0x2800 + (this.#dots[at] ?? 0))) : ' ';
      });
      const marks = this.#marks.filter((mark) => mark.row === row).map(({ line }) => out.style(line.style, line.mark));
      return `${cells.join('')}${marks.length > 0 ? ' ' : ''}${marks.join('')}`;
    });
  }

  #set(line: ChartLine, x: number, y: number): void {
    const at = (y >> 2) * this.#width + (x >> 1);
    this.#dots[at] = (this.#dots[at] ?? 0) | (DOTS[(y & 3) * 2 + (x & 1)] ?? 0);
    this.#owners[at] = line;
  }
}

const BARS = '▁▂▃▄▅▆▇█';

/** Values as a row of bars, thinned to at most so many. */
export function sparkline(values: readonly number[], width: number): string {
  if (values.length === 0) return '';
  const { low, high } = spanOf(values);
  const every = Math.max(1, (values.length - 1) / Math.max(width - 1, 1));
  const count = Math.min(width, values.length);
  const kept = Array.from({ length: count }, (_, index) => values[Math.round(index * every)] ?? low);
  const level = (value: number) => Math.min(Math.floor(((value - low) / (high - low)) * BARS.length), BARS.length - 1);
  return kept.map((value) => BARS[level(value)]).join('');
}
