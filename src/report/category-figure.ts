import type { Categories, ComparedColumn } from './compare-columns.ts';
import { formatCount, formatShare, formatShareInColumn, NOTHING, shorten } from './format.ts';
import { type Html, html } from './html.ts';
import type { LevelShare } from './levels.ts';

/** Levels of one side only are named up to so many. */
const MOST_NAMED = 12;

/** A categorical column opened: the commonest levels with both sides' bars, and what only one side has. */
export function categoryFigure({ name }: ComparedColumn, { top, others, ...oneSided }: Categories): Html {
  const highest = Math.max(...[...top, others].flatMap(({ reference, current }) => [reference, current]));
  const rows = top.map((level) => levelRow(levelName(level.level), level, highest));
  return html`<table class="levels"><caption class="sr">Share of rows per level of ${shorten(name, 60)}</caption>
<thead><tr><th scope="col">Level</th><th scope="col">Reference</th><th scope="col">Current</th><td></td></tr></thead><tbody>
${rows}${others.count > 0 ? levelRow(html`<i>${formatCount(others.count)} others</i>`, others, highest) : undefined}
</tbody></table><div>${oneSidedList('New in the current data', oneSided.onlyInCurrent, 'current')}${oneSidedList('Gone from the current data', oneSided.onlyInReference, 'reference')}</div>`;
}

type Shares = Omit<LevelShare, 'level'>;

function levelRow(title: Html, { reference, current }: Shares, highest: number): Html {
  const bar = (top: number, share: number) =>
    share > 0 ? `M1 ${top}h${Math.max(1, Math.round((share / highest) * 200))}v7H1z` : '';
  return html`<tr><th scope="row">${title}</th><td>${formatShareInColumn(reference)}</td><td>${formatShareInColumn(current)}</td><td><svg class="bars" viewBox="0 0 202 18" aria-hidden="true"><path class="ref" d="${bar(2, reference)}"/><path class="cur" d="${bar(9, current)}"/></svg></td></tr>
`;
}

function oneSidedList(title: string, levels: readonly LevelShare[], side: 'reference' | 'current'): Html | undefined {
  if (levels.length === 0) return undefined;
  const more = levels.length - MOST_NAMED;
  return html`<p><b>${title}</b> (${formatCount(levels.length)}): ${levels
    .slice(0, MOST_NAMED)
    .map(
      (level, index) => html`${index > 0 ? ', ' : ''}${levelName(level.level)} ${formatShare(level[side])}`,
    )}${more > 0 ? html` and ${formatCount(more)} more` : undefined}</p>`;
}

/** A level may be empty or blank; quotes then show that it is there. */
const levelName = (level: string): Html =>
  html`<bdi>${level.trim() === '' ? JSON.stringify(level) : shorten(level, 40)}</bdi>`;

/** How many levels only the current data has, and in which share of its rows; numbers have none. */
export function newLevels({ distribution }: ComparedColumn): string {
  if (distribution?.kind !== 'categories') return NOTHING;
  const { onlyInCurrent } = distribution;
  const share = onlyInCurrent.reduce((sum, { current }) => sum + current, 0);
  return onlyInCurrent.length === 0 ? '0' : `${formatCount(onlyInCurrent.length)} (${formatShare(share)})`;
}
