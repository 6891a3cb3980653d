import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { compareTables } from '#src/drift/detect-drift.ts';
import type { ColumnPlan } from '#src/drift/plan-columns.ts';
import { withPsi } from '#src/drift/population-stability.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { compareSegments } from '#src/drift/segments.ts';
import { knownImportance } from '#src/drift/weights.ts';
import { driftPage } from '#src/report/drift-page.ts';
import { dropColumns, emptyColumns } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeJson } from './json-artifact.ts';
import type { Dependencies } from './step.ts';

const NO_IMPORTANCE =
  'drift.weights is importance, but the model’s importances are not known: every column counts the same';

const HTML = 'text/html; charset=utf-8';

/** What is compared for a run: the data as they are, or tables with the same distributions. */
export interface Comparison {
  readonly run: RunContext;
  readonly project: ProjectFile;
  /** The run whose training data the reference is. */
  readonly trainedBy: string;
  readonly reference: Table;
  readonly current: Table;
  /** The columns whose values make segments; none where the tables are not the rows themselves. */
  readonly segments: readonly string[];
  /** What the columns gain the model whose training data the reference is. */
  readonly importance: ModelManifest['importance'];
  /** Columns that the tables lack though the data have them. */
  readonly leftOut: ColumnPlan['untested'];
  /** For the page, beside the mode and the run. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Compares the new version with the baseline's data; writes every column's score, and a page with the distributions. */
export async function recordDrift(
  { run, project, trainedBy, reference, current, leftOut, facts, ...more }: Comparison,
  { artifacts, runs }: Pick<Dependencies, 'artifacts' | 'runs'>,
) {
  const weighted = project.drift.weights === 'importance';
  const importance = weighted ? knownImportance(sharedColumns(reference, current), more.importance) : undefined;
  const options = { ...projectDriftOptions(project), ...(importance && { weights: importance }) };
  // Evidently's rules have no answer for a column without values.
  const comparable = options.mode === 'evidently' ? dropColumns(current, emptyColumns(reference)) : current;
  const { report: compared, untested } = compareTables(reference, comparable, options);
  const drift: DriftReport = {
    ...withPsi(compared, reference, comparable),
    ...(weighted && !importance && { note: NO_IMPORTANCE }),
    ...(more.segments.length > 0 && {
      segments: compareSegments(reference, comparable, more.segments, compared, options),
    }),
  };
  const report = await writeJson(artifacts, stepKey(run, 'drift-check', 'report.json'), DriftReport, drift);
  const { mode } = project.drift;
  const html = driftPage({
    reference: { name: `training data of run ${trainedBy}`, table: reference },
    current: { name: `${run.team}/${run.project} ${run.version}`, table: comparable },
    report: drift,
    untested: [...untested, ...leftOut],
    facts: { Mode: mode, Run: run.runId, ...facts },
  });
  const page = await artifacts.write('artifacts', stepKey(run, 'drift-check', 'report.html'), html, HTML);
  await runs.update(run, {
    drift: { decision: drift.decision, driftShare: drift.driftShare },
    artifacts: { driftReport: s3Uri(report), driftPage: s3Uri(page) },
  });
  return { ...drift, averagePsi: drift.averagePsi ?? null, report };
}

/** An importance of a column that is not compared is no weight. */
const sharedColumns = (reference: Table, current: Table): string[] => {
  const known = new Set(reference.columns.map(({ name }) => name));
  return current.columns.map(({ name }) => name).filter((name) => known.has(name));
};
