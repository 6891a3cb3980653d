import { type Html, html } from './html.ts';

/** Height of a shape in its own units; one bin is one unit wide. */
export const SHAPE_HEIGHT = 200;

/** The ids under which a column's two shapes can be drawn again. */
export interface ShapeIds {
  readonly reference: string;
  readonly current: string;
}

/** A small picture of both distributions: the current one filled, the reference's outline over it. */
export function sparkline(
  reference: readonly number[],
  current: readonly number[],
  highest: number,
  ids: ShapeIds,
): Html {
  return html`<svg class="spark" viewBox="0 0 ${reference.length} ${SHAPE_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path id="${ids.current}" class="cur" d="${steps(current, highest)}"/><path id="${ids.reference}" class="ref" d="${steps(reference, highest)}"/></svg>`;
}

/** The outline of a histogram as SVG path data, in whole units and relative moves: it makes up most of a page. */
function steps(shares: readonly number[], highest: number): string {
  const heights = shares.map((share) => Math.round((share / highest) * SHAPE_HEIGHT));
  let [path, height, width] = ['', 0, 0];
  for (const next of heights) {
    if (next !== height) {
      path += `${width ? `h${width}` : ''}v${height - next}`;
      [height, width] = [next, 0];
    }
    width++;
  }
  return `M0 ${SHAPE_HEIGHT}${path}h${width}${height ? `v${height}` : ''}`;
}
