import type { RunComparison } from '#src/track/compare-runs.ts';
import { formatNumber, formatShare, NOTHING, shorten } from '../format.ts';
import { type Html, html, type Part } from '../html.ts';
import { factTable } from './fact-table.ts';
import { learningCurves } from './learning-curves.ts';
import { page } from './training-page.ts';

/** Runs side by side as one self-contained HTML page, like that of one training. */
export function comparisonPage(comparison: RunComparison): string {
  const { runs, parameters, sameParameters, curves } = comparison;
  const names = runs.map(({ id }) => shorten(id, 60));
  const drawn = curves.flatMap((list, index) =>
    (list ?? []).map((curve) => ({ name: `${curve.rows}: ${names[index]}`, curve })),
  );
  const differing = Object.entries(parameters).map(
    ([name, values]) => [shorten(name, 120), ...values.map(text)] as const,
  );
  const table = (caption: string, rows: readonly (readonly [string, ...Part[]])[]): Html =>
    factTable({ caption, titles: ['', ...names], rows, numbers: true });
  return page(
    'Runs compared',
    html`<header><p class="brand">Driftloop <span>comparison of runs</span></p><h1>${runs.length} runs compared</h1></header>
<main>
<section aria-labelledby="metrics"><h2 id="metrics">Metrics</h2>${table('Metrics', metricRows(comparison))}</section>
<section aria-labelledby="settings"><h2 id="settings">Settings that differ</h2>
${differing.length > 0 ? table('Settings that differ', differing) : undefined}<p class="legend">${sameParameters} settings are the same.</p></section>
${learningCurves(drawn)}
<section aria-labelledby="runs"><h2 id="runs">Runs</h2>${table('Runs', aboutRuns(comparison))}</section>
</main>`,
  );
}

const metricRows = ({ metrics }: RunComparison): (readonly [string, ...Part[]])[] =>
  Object.entries(metrics).map(([name, { values, best }]) => [
    name,
    ...values.map((value, index) =>
      best.includes(index) ? html`<span class="better">${formatNumber(value)} ✔</span>` : formatNumber(value),
    ),
  ]);

function aboutRuns({ runs, rows, data, sha256, seconds, cost, tags }: RunComparison): (readonly [string, ...Part[]])[] {
  return [
    ['outcome', ...runs.map(({ outcome }) => outcome)],
    ['model version', ...runs.map(({ modelVersion }) => text(modelVersion))],
    ['started', ...runs.map(({ startedAt }) => startedAt)],
    ['drift', ...runs.map(({ drift }) => (drift ? formatShare(drift.driftShare) : NOTHING))],
    ['rows', ...rows.map((each) => (each ? `${each.train} + ${each.test}` : NOTHING))],
    ['files', ...data.map((files) => files?.map((file) => html`<small>${shorten(file, 120)}</small>`) ?? NOTHING)],
    ['model (SHA-256)', ...sha256.map((digest) => digest?.slice(0, 12) || NOTHING)],
    ...Object.entries(seconds).map(([step, each]) => [`${step}, seconds`, ...each.map(text)] as const),
    ['cost, estimated', ...cost.map((usd) => (usd === null ? NOTHING : `$${Number(usd.toPrecision(2))}`))],
    ...Object.entries(tags).map(([tag, values]) => [shorten(tag, 60), ...values.map(text)] as const),
  ];
}

const text = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'number' ? formatNumber(value) : shorten(String(value ?? NOTHING), 120);
