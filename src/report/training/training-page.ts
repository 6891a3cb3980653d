import type { RunRecord } from '#src/contracts/run.ts';
import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { formatCount, formatNumber, shorten } from '../format.ts';
import { type Html, html } from '../html.ts';
import { limitationsOf } from '../limitations.ts';
import { modelChanges } from '../model-changes.ts';
import { selfContainedPage } from '../self-contained-page.ts';
import { classFigures } from './class-figures.ts';
import { factTable } from './fact-table.ts';
import { importanceTable } from './importance-table.ts';
import { learningCurves } from './learning-curves.ts';
import { metricTable, metricTiles, segmentMetrics } from './metric-tables.ts';
import { residualFigures } from './residual-figures.ts';
import { TRAINING_PAGE_STYLE } from './training-page-style.ts';
import { tuningSection } from './tuning-section.ts';

/** What a run knows of a training that the training itself does not. */
export type RunFacts = Pick<RunRecord, 'outcome' | 'gateReasons' | 'modelVersion'>;

/**
 * A training as one self-contained HTML page, without a script: it asks the network for nothing, and its content security
 * policy would not let it. The same input gives the same bytes.
 *
 * @param run - how the run went on, where it is known
 */
export function trainingPage(record: TrainingRecord, run?: RunFacts): string {
  const { classification, regression } = record.evaluation;
  const curves = record.curves.map((curve) => ({ name: `${curve.rows} rows`, curve }));
  return page(
    `Training: ${shorten(record.project, 80)}`,
    html`${head(record, run)}
<main>
${run?.gateReasons && gate(run)}
<section aria-labelledby="metrics"><h2 id="metrics">Metrics on ${formatCount(record.rows.test)} held-out rows</h2>
${metricTable(record)}</section>
${learningCurves(curves)}
${record.tuning && tuningSection(record.tuning)}
${classification && classFigures(classification)}
${changesSection(record)}
${regression && residualFigures(regression)}
${segmentMetrics(record)}
${importanceTable(record.importance)}
${card(record)}
${settings(record)}
${lineage(record)}
</main>`,
  );
}

/** A whole page around what is in its body. */
export const page = (title: string, body: Html): string =>
  selfContainedPage({ title, style: TRAINING_PAGE_STYLE, body });

function head(record: TrainingRecord, run: RunFacts | undefined): Html {
  const { team, project, task, target, rows, lineage: from, parameters } = record;
  const facts: readonly (readonly [string, string])[] = [
    ['Project', `${team}/${project}`],
    ['Task', `${task}, target ${shorten(target, 60)}`],
    ['Algorithm', String(parameters['training.algorithm'])],
    ['Rows', `${formatCount(rows.train)} to learn from, ${formatCount(rows.test)} held out`],
    ['Columns', `${formatCount(record.columns.length)}, ${formatCount(record.features)} features`],
    ...(from.runId === 'offline' ? [] : [['Data', from.dataVersion] as const, ['Run', from.runId] as const]),
    ...Object.entries(record.tags),
  ];
  return html`<header>
<p class="brand">Driftloop <span>training report</span></p>
<h1>${shorten(project, 80)}</h1>${run && html`<p class="decision"><code>${run.outcome}</code>${run.modelVersion ? ` as model version ${run.modelVersion}` : undefined}</p>`}
${record.card?.description && html`<p class="lead">${record.card.description}</p>`}
${metricTiles(record)}
<dl>${facts.map(([term, value]) => html`<div><dt><bdi>${term}</bdi></dt><dd><bdi>${value}</bdi></dd></div>`)}</dl>
</header>`;
}

const gate = ({ outcome, gateReasons = [] }: RunFacts): Html =>
  html`<section aria-labelledby="gate"><h2 id="gate">Gate: ${outcome === 'failed_gate' ? 'not passed' : 'passed'}</h2>
<ul class="plain">${gateReasons.map((reason) => html`<li>${reason}</li>`)}</ul></section>`;

function changesSection(record: TrainingRecord): Html | undefined {
  const changes = modelChanges(record);
  if (changes.length === 0) return undefined;
  const titles = ['Figure', 'Before', 'After'];
  return html`<section aria-labelledby="changes"><h2 id="changes">After training</h2>
${changes.map(
  ({ title, text, figures }) => html`<h3>${title}</h3>
<p class="legend">${text}</p>
${factTable({ caption: `${title}: before and after`, titles, rows: figures, numbers: true })}`,
)}</section>`;
}

/** What the model is for, and what speaks against relying on it. */
function card(record: TrainingRecord): Html {
  const { intendedUse, outOfScope, owner, licence } = record.card ?? {};
  const known = Object.entries({
    'Intended use': intendedUse,
    'Out of scope': outOfScope,
    Owner: owner,
    Licence: licence,
  });
  const said = known.flatMap(([term, value]) =>
    value === undefined ? [] : [html`<div><dt>${term}</dt><dd>${value}</dd></div>`],
  );
  const limitations = limitationsOf(record);
  return html`<section aria-labelledby="card"><h2 id="card">Use and limitations</h2>
${said.length > 0 ? html`<dl>${said}</dl>` : undefined}
${limitations.length > 0 ? html`<ul class="plain">${limitations.map((each) => html`<li>${each}</li>`)}</ul>` : html`<p>The evaluation found no limitation.</p>`}</section>`;
}

function settings({ parameters }: TrainingRecord): Html {
  const rows = Object.entries(parameters).map(
    ([name, value]) => [shorten(name, 120), shorten(String(value), 200)] as const,
  );
  return html`<section aria-labelledby="settings"><h2 id="settings">Settings</h2>
${factTable({ caption: 'Settings', titles: ['Key', 'Value'], rows })}</section>`;
}

function lineage({ lineage: from, artifacts, machine, conversionError, seconds }: TrainingRecord): Html {
  const files = from.data.map((file): readonly [string, Html] => ['data', code(`${file.key} @ ${file.versionId}`)]);
  const made = Object.entries(artifacts).map(([name, { sha256 }]): readonly [string, Html] => [
    `${name} (SHA-256)`,
    code(sha256),
  ]);
  const libraries = Object.entries(from.libraries).map(([name, version]) => `${name} ${version}`);
  const rows: readonly (readonly [string, Html | string])[] = [
    ...files,
    ['rows trained and judged on (SHA-256)', code(from.trainingData.sha256)],
    ['project file (SHA-256)', code(from.projectFile.sha256)],
    ...made,
    ['code', code(from.codeVersion)],
    ['seed', String(from.seed)],
    ['libraries', libraries.join(', ')],
    ['machine', machineText(machine, from.platform)],
    ...(seconds === undefined ? [] : [['took', `${formatNumber(Number(seconds.toFixed(2)))} s`] as const]),
    ['ONNX graph and library differ by at most', conversionError.toExponential(1)],
  ];
  return html`<section aria-labelledby="lineage"><h2 id="lineage">Lineage</h2>
${factTable({ caption: 'Lineage', titles: ['What', 'Which'], rows })}</section>`;
}

const code = (text: string): Html => html`<code>${shorten(text, 200)}</code>`;

const machineText = ({ processor, cpus, memoryMb, lambdaMemoryMb }: TrainingRecord['machine'], platform: string) =>
  `${platform}, ${cpus} × ${processor}, ${formatCount(memoryMb)} MB${lambdaMemoryMb ? `, function of ${formatCount(lambdaMemoryMb)} MB` : ''}`;
