import type { ColumnDrift, ShareChange } from '#src/contracts/reports.ts';
import { formatChance, formatShare } from './format.ts';
import { type Html, html } from './html.ts';

/** The tests of the rows without a value and of those with an unseen one, where the mode has such tests. */
export function shareChanges({ missing, unseen }: ColumnDrift): Html | undefined {
  if (!missing && !unseen) return undefined;
  return html`<table class="figures"><caption class="sr">Missing and new values</caption>
<thead><tr><td></td><th scope="col">Reference</th><th scope="col">Current</th><th scope="col">Matters beyond</th><th scope="col">Chance</th><td></td></tr></thead><tbody>
${changeRow('missing values', missing)}${changeRow('new levels', unseen)}</tbody></table>`;
}

function changeRow(title: string, change: ShareChange | undefined): Html | undefined {
  if (!change) return undefined;
  const { reference, current, threshold, chance, drifted } = change;
  return html`<tr><th scope="row">${title}</th><td>${formatShare(reference)}</td><td>${formatShare(current)}</td><td>${formatShare(threshold)}</td><td>${formatChance(chance)}</td><td>${drifted ? '▲ drifted' : '= stable'}</td></tr>
`;
}
