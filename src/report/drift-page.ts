import type { DriftReport } from '#src/contracts/reports.ts';
import type { Table } from '#src/tabular/table.ts';
import { columnTable } from './column-table.ts';
import { type ComparedColumn, compareColumns } from './compare-columns.ts';
import { DRIFT_PAGE_STYLE } from './drift-page-style.ts';
import { formatCount, formatPsi, formatShare, shorten } from './format.ts';
import { type Html, html } from './html.ts';
import { segmentTables } from './segment-tables.ts';
import { selfContainedPage } from './self-contained-page.ts';

export interface NamedTable {
  /** How the reader knows the data: a file, a version. */
  readonly name: string;
  readonly table: Table;
}

export interface DriftPageInput {
  readonly reference: NamedTable;
  readonly current: NamedTable;
  /** What the comparison of these two tables gave, with the columns' PSI. */
  readonly report: DriftReport;
  /** More for the head of the page, in this order: who chose the tests, when, in which run. */
  readonly facts?: Readonly<Record<string, string>>;
  /** Columns without a test, with the reason. */
  readonly untested?: readonly { readonly name: string; readonly reason: string }[];
}

/**
 * The drift report as one self-contained HTML page, without a script: it asks the network for nothing, and its content
 * security policy would not let it. The same input gives the same bytes.
 */
export function driftPage(input: DriftPageInput): string {
  const { reference, current, report, untested = [] } = input;
  const columns = compareColumns(reference.table, current.table, report);
  const title = `Drift: ${shorten(reference.name, 80)} → ${shorten(current.name, 80)}`;
  const body = html`${head(input)}
<main>
<section aria-labelledby="columns">
<h2 id="columns">Columns</h2>
${LEGEND}
${columnTable(columns)}
</section>
${segmentTables(report)}${notTested(untested)}
</main>
${foot(columns)}`;
  return selfContainedPage({ title, style: DRIFT_PAGE_STYLE, body });
}

function head({ reference, current, report, facts = {} }: DriftPageInput): Html {
  const drifted = report.datasetDrift;
  const facing: readonly (readonly [string, string])[] = [
    ['Reference', `${shorten(reference.name, 120)}, ${formatCount(reference.table.rowCount)} rows`],
    ['Current', `${shorten(current.name, 120)}, ${formatCount(current.table.rowCount)} rows`],
    ...Object.entries(facts),
  ];
  return html`<header>
<p class="brand">Driftloop <span>drift report</span></p>
<h1 class="${drifted ? 'drifted' : 'stable'}"><span aria-hidden="true">${drifted ? '▲' : '='}</span> ${verdictOf(report)}</h1>
<p class="decision">Decision: <code>${report.decision}</code></p>
<ul class="tiles">
<li><b>${formatCount(report.driftedColumns)} of ${formatCount(report.columns)}</b> columns drifted</li>
<li><b>${formatShare(report.driftShare)}</b> drift share${isWeighted(report) ? ' by weight' : ''}, limit ${formatShare(report.shareThreshold)}${shareBar(report)}</li>
<li><b>${formatPsi(report.averagePsi)}</b> average PSI</li>
${roleTiles(report)}</ul>
${report.note && html`<p class="legend">${report.note}</p>`}
<dl>${facing.map(([term, value]) => html`<div><dt>${term}</dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
</header>`;
}

function verdictOf({ datasetDrift, driftedColumns }: DriftReport): string {
  if (datasetDrift) return 'The data has drifted';
  return driftedColumns === 0 ? 'No drift' : 'Some drift, below the limit';
}

const isWeighted = ({ byColumn }: DriftReport): boolean =>
  Object.values(byColumn).some(({ weight }) => weight !== undefined);

const shareBar = ({ driftShare, shareThreshold }: DriftReport): Html =>
  html`<svg class="share" viewBox="0 0 200 10" preserveAspectRatio="none" aria-hidden="true"><path class="grid" d="M0 5H200"/><path class="filled" d="M0 5H${Math.round(driftShare * 200)}"/><path class="limit" d="M${Math.round(shareThreshold * 200)} 0V10"/></svg>`;

/** Whether what is to be predicted, or was predicted, has drifted, is a question of its own. */
const roleTiles = ({ byColumn }: DriftReport): readonly Html[] =>
  Object.entries(byColumn).flatMap(([name, { role, drifted }]) =>
    role ? [html`<li><b>${drifted ? '▲ drifted' : '= stable'}</b> ${role}: <bdi>${shorten(name, 40)}</bdi></li>`] : [],
  );

const LEGEND = html`<p class="legend">
<span><svg viewBox="0 0 28 14" aria-hidden="true"><path class="ref" d="M1 13V3H27V13z"/></svg> reference: outline</span>
<span><svg viewBox="0 0 28 14" aria-hidden="true"><path class="cur" d="M1 13V3H27V13z"/></svg> current: filled</span>
<span>Drifted columns first, then by how far the score is beyond its threshold.</span>
<span class="screen">A row opens to its distributions.</span>
</p>`;

const notTested = (untested: NonNullable<DriftPageInput['untested']>): Html | undefined =>
  untested.length === 0
    ? undefined
    : html`<section aria-labelledby="untested">
<h2 id="untested">Not tested</h2>
<ul>${untested.map(({ name, reason }) => html`<li><bdi>${shorten(name, 80)}</bdi>: ${reason}</li>`)}</ul>
</section>`;

const foot = (columns: readonly ComparedColumn[]): Html => html`<footer>
<h2>Reading this report</h2>
<dl>
<div><dt>Score, drifts at</dt><dd>A p-value is small when the sides differ, a distance is large; the sign before the
threshold says which. Missing values are left out.</dd></div>
${columns.some(({ drift }) => drift.chance !== undefined) ? CHANCE : undefined}<div><dt>PSI</dt><dd>The population stability index, for every column whatever its test: below 0.1 usually counts as
stable, above 0.25 as a large shift.</dd></div>
<div><dt>Missing</dt><dd>Share of the rows without a value, in the reference → in the current data.</dd></div>
<div><dt>New levels</dt><dd>Categories that only the current data has, and the share of its rows that hold them.</dd></div>
${columns.some(({ drift }) => drift.type === 'text') ? TEXT : undefined}<div><dt>Distribution</dt><dd>Shares of each side’s own rows, so that the numbers of rows do not matter.</dd></div>
</dl>
</footer>`;

const TEXT = html`<div><dt>Text</dt><dd>The score is how well a classifier tells both sides’ texts apart, 0.5 when it cannot;
the shapes are the texts’ lengths. It has no PSI.</dd></div>
`;

const CHANCE = html`<div><dt>Chance</dt><dd>How often two samples of one and the same distribution, of these sizes, differ at
least as much. A column drifts when the change matters and chance does not explain it.</dd></div>
`;
