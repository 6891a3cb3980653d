import type { DriftReport, SegmentDrift } from '#src/contracts/reports.ts';
import { formatCount, formatShare, NOTHING, shorten } from './format.ts';
import { type Html, html } from './html.ts';

/** The comparisons within segments, a table per column. */
export function segmentTables({ segments = {} }: DriftReport): Html | undefined {
  const columns = Object.entries(segments);
  if (columns.length === 0) return undefined;
  return html`<section aria-labelledby="segments">
<h2 id="segments">Segments</h2>
${columns.map(([name, values]) => segmentTable(name, Object.entries(values)))}</section>`;
}

const segmentTable = (name: string, values: readonly (readonly [string, SegmentDrift])[]): Html =>
  html`<div class="scroll"><table class="segments"><thead><tr><th scope="col"><bdi>${shorten(name, 60)}</bdi></th><th scope="col">Result</th><th scope="col" class="num">Drifted</th><th scope="col" class="num">Share</th><th scope="col" class="num">Rows</th><th scope="col">Most drifted</th></tr></thead><tbody>
${values.map(([value, segment]) => segmentRow(value, segment))}</tbody></table></div>
`;

function segmentRow(
  value: string,
  { rows, decision, driftShare, driftedColumns, columns, byColumn }: SegmentDrift,
): Html {
  const names = Object.keys(byColumn).map(
    (name, index) => html`${index > 0 ? ', ' : ''}<bdi>${shorten(name, 40)}</bdi>`,
  );
  return html`<tr><th scope="row"><bdi>${shorten(value, 40)}</bdi></th><td>${resultOf(decision)}</td><td class="num">${decision ? `${driftedColumns} of ${columns}` : NOTHING}</td><td class="num">${driftShare === null ? NOTHING : formatShare(driftShare)}</td><td class="num">${formatCount(rows.reference)} → ${formatCount(rows.current)}</td><td>${names}</td></tr>
`;
}

function resultOf(decision: SegmentDrift['decision']): Html {
  if (decision === null) return html`<small>too few rows</small>`;
  return decision === 'merge_datasets'
    ? html`<span class="drifted">▲ drifted</span>`
    : html`<span class="stable">= stable</span>`;
}
