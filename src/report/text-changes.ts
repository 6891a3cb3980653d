import type { ColumnDrift, TextChange } from '#src/contracts/reports.ts';
import { formatChance, formatNumber, formatShare, NOTHING } from './format.ts';
import { type Html, html } from './html.ts';

/** The three tests of free text, where the mode has such tests. */
export function textChanges({ text }: ColumnDrift): Html | undefined {
  if (!text) return undefined;
  const { length, outOfVocabulary, classifier } = text;
  return html`<table class="figures"><caption class="sr">Tests of the texts</caption>
<thead><tr><td></td><th scope="col">Expected</th><th scope="col">Found</th><th scope="col">Matters from</th><th scope="col">Chance</th><td></td></tr></thead><tbody>
${row('length, K-S distance', NOTHING, length, formatNumber)}${row('words that the reference lacks', formatShare(outOfVocabulary.reference ?? 0), outOfVocabulary, formatShare)}${row('told apart, area under ROC', '0.5', classifier, formatNumber)}</tbody></table>`;
}

function row(title: string, expected: string, change: TextChange, format: (value: number) => string): Html {
  const { value, reference = 0, threshold, chance, drifted } = change;
  return html`<tr><th scope="row">${title}</th><td>${expected}</td><td>${format(value)}</td><td>${format(threshold + reference)}</td><td>${formatChance(chance)}</td><td>${drifted ? '▲ drifted' : '= stable'}</td></tr>
`;
}
