import { type Html, html, type Part } from '../html.ts';

export interface FactTable {
  /** For those who do not see the heading above. */
  readonly caption: string;
  /** The first is that of the names at the left. */
  readonly titles: readonly string[];
  /** A name and its cells. */
  readonly rows: readonly (readonly [name: string, ...cells: Part[]])[];
  /** Whether the cells are numbers, which read best against the right edge. */
  readonly numbers?: boolean;
}

/** A table with a heading per row; it scrolls by itself where the page is too narrow for it. */
export function factTable({ caption, titles, rows, numbers = false }: FactTable): Html {
  const side = numbers ? html` class="num"` : undefined;
  const [first = '', ...others] = titles;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="facts${numbers ? ' narrow' : ''}"><caption class="sr">${caption}</caption>
<thead><tr><th scope="col">${first}</th>${others.map((title) => html`<th scope="col"${side}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map(([name, ...cells]) => html`<tr><th scope="row"><bdi>${name}</bdi></th>${cells.map((cell) => html`<td${side}>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`;
}
