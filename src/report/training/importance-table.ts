import type { ImportanceReport } from '#src/contracts/importance-report.ts';
import { formatCount, formatNumber, formatShare, NOTHING, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';
import { factTable } from './fact-table.ts';

/** Columns beyond this many together add little to a page. */
const SHOWN = 40;

/** What the model makes of each column, the most used first. */
export function importanceTable({ byColumn, permutation }: ImportanceReport): Html | undefined {
  const columns = Object.entries(byColumn).sort(([, a], [, b]) => b.gain - a.gain);
  if (columns.length === 0) return undefined;
  const hasSplits = columns.some(([, { split }]) => split !== undefined);
  const rows = columns.slice(0, SHOWN).map(([name, { gain, split, permutation: drop }]) => {
    const shuffled = drop ? `${formatNumber(drop.mean)} ± ${formatNumber(drop.deviation)}` : NOTHING;
    const counts = hasSplits ? [split === undefined ? NOTHING : formatNumber(split)] : [];
    return [shorten(name, 80), bar(gain), formatShare(gain), ...counts, ...(permutation ? [shuffled] : [])] as const;
  });
  const titles = ['Column', '', 'Share of gain', ...(hasSplits ? ['Splits'] : [])];
  const more = columns.length - SHOWN;
  return html`<section aria-labelledby="importance"><h2 id="importance">Importance</h2>
${permutation && html`<p class="legend">Shuffled: how much worse ${permutation.metric} (${formatNumber(permutation.value)}) becomes on ${formatCount(permutation.rows)} held-out rows when the column’s values are shuffled, mean and standard deviation of ${permutation.repeats} times.</p>`}
${factTable({ caption: 'Importance by column', titles: [...titles, ...(permutation ? ['Shuffled'] : [])], rows, numbers: true })}
${more > 0 ? html`<p class="legend">and ${formatCount(more)} columns that gain less</p>` : undefined}</section>`;
}

const bar = (share: number): Html =>
  html`<svg class="bar" viewBox="0 0 200 12" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="M0 6H200"/><path class="filled" d="M0 6H${Math.round(share * 200)}"/></svg>`;
