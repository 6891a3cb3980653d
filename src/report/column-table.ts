import type { driftsWhen } from '#src/drift/decide.ts';
import { categoryFigure, newLevels } from './category-figure.ts';
import type { ComparedColumn } from './compare-columns.ts';
import { formatChance, formatNumber, formatPsi, formatScore, formatShare, NOTHING, shorten } from './format.ts';
import { type Html, html } from './html.ts';
import { numberFigure, topShare } from './number-figure.ts';
import { type ShapeIds, sparkline } from './shape.ts';
import { shareChanges } from './share-changes.ts';
import { textChanges } from './text-changes.ts';

interface Cell {
  readonly title: string;
  readonly figure?: boolean;
  /** Left out when no column has anything to say here. */
  readonly isKnown?: (column: ComparedColumn) => boolean;
  readonly content: (column: ComparedColumn, ids: ShapeIds) => Html | string;
}

const SYMBOLS: Readonly<Record<keyof typeof driftsWhen, string>> = {
  below: '<',
  'at or below': '≤',
  above: '>',
  'at or above': '≥',
};

const CELLS: readonly Cell[] = [
  { title: 'Result', content: result },
  { title: 'Distribution', content: spark },
  { title: 'Type', content: typeOf },
  { title: 'Test', content: ({ test }) => html`<span class="test">${test.displayName}</span>` },
  { title: 'Score', figure: true, content: ({ drift }) => formatScore(drift.score) },
  {
    title: 'Drifts at',
    figure: true,
    content: ({ drift, test }) => `${SYMBOLS[test.driftsWhen]} ${formatNumber(drift.threshold)}`,
  },
  {
    title: 'Chance',
    figure: true,
    isKnown: ({ drift }) => drift.chance !== undefined,
    content: ({ drift }) => formatChance(drift.chance),
  },
  { title: 'PSI', figure: true, content: ({ drift }) => formatPsi(drift.psi) },
  { title: 'Missing', figure: true, content: ({ missing }) => formatMissing(missing) },
  { title: 'New levels', figure: true, content: newLevels },
];

/** The type and, below it, what else the column is and what it counts. */
function typeOf({ drift: { type, role, weight } }: ComparedColumn): Html {
  const more = [role ?? [], weight === undefined ? [] : `counts ${formatShare(weight)}`].flat();
  return html`${type}${more.length > 0 ? html`<small>${more.join(', ')}</small>` : undefined}`;
}

function formatMissing({ reference, current }: ComparedColumn['missing']): string {
  return reference === current ? formatShare(reference) : `${formatShare(reference)} → ${formatShare(current)}`;
}

/** What made the column drift is said where it was not its values alone. */
function result({ drift: { drifted, missing, unseen, text } }: ComparedColumn): Html {
  if (!drifted) return html`<span class="stable">= stable</span>`;
  const causes = [
    missing?.drifted ? 'missing values' : [],
    unseen?.drifted ? 'new levels' : [],
    text?.length.drifted ? 'length' : [],
    text?.outOfVocabulary.drifted ? 'new words' : [],
    text?.classifier.drifted ? 'content' : [],
  ].flat();
  const cause = causes.length > 0 ? html`<small>${causes.join(', ')}</small>` : undefined;
  return html`<span class="drifted">▲ drifted</span>${cause}`;
}

/** All tested columns in the order they come in; a row opens to the column's distributions. */
export function columnTable(columns: readonly ComparedColumn[]): Html {
  const cells = CELLS.filter(({ isKnown }) => !isKnown || columns.some(isKnown));
  const headings = cells.map(({ title, figure }) =>
    figure ? html`<th scope="col" class="num">${title}</th>` : html`<th scope="col">${title}</th>`,
  );
  return html`<div class="scroll" role="region" aria-labelledby="columns" tabindex="0"><table class="columns">
<thead><tr><th scope="col">Column</th>${headings}</tr></thead>
${columns.map((column, index) => columnRows(column, index, cells))}</table></div>`;
}

function columnRows(column: ComparedColumn, index: number, cells: readonly Cell[]): Html {
  const ids = { reference: `r${index}`, current: `c${index}` };
  const row = cells.map(({ content, figure }) =>
    figure ? html`<td class="num">${content(column, ids)}</td>` : html`<td>${content(column, ids)}</td>`,
  );
  // The first row comes open, to show that rows do open.
  const details = index === 0 ? html`<details open>` : html`<details>`;
  return html`<tbody><tr><th scope="row">${details}<summary><bdi>${shorten(column.name, 80)}</bdi></summary><span class="sr">Its distributions are in the next row.</span></details></th>${row}</tr>
<tr class="more"><td colspan="${cells.length + 1}"><div class="opened">${figureOf(column, ids)}${shareChanges(column.drift)}${textChanges(column.drift)}</div></td></tr></tbody>
`;
}

function figureOf(column: ComparedColumn, ids: ShapeIds): Html {
  const { distribution } = column;
  if (!distribution) return html`<p>Neither side has a value.</p>`;
  return distribution.kind === 'numbers'
    ? numberFigure(column, distribution, ids)
    : categoryFigure(column, distribution);
}

function spark({ distribution }: ComparedColumn, ids: ShapeIds): Html | string {
  if (!distribution) return NOTHING;
  if (distribution.kind === 'numbers') {
    const { histogram } = distribution;
    return sparkline(histogram.reference, histogram.current, topShare(histogram), ids);
  }
  const { top, others } = distribution;
  const bars = others.count > 0 ? [...top, others] : top;
  const [reference, current] = [bars.map((bar) => bar.reference), bars.map((bar) => bar.current)];
  return sparkline(reference, current, Math.max(...reference, ...current), ids);
}
