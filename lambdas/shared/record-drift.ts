import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { driftModes } from '#src/drift/modes/index.ts';
import { type ColumnPlan, planColumns } from '#src/drift/plan-columns.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { driftPage } from '#src/report/drift-page.ts';
import { dropColumns, emptyColumns } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeJson } from './json-artifact.ts';
import type { Dependencies } from './step.ts';

const HTML = 'text/html; charset=utf-8';

/** What is compared for a run: the data as they are, or tables with the same distributions. */
export interface Comparison {
  readonly run: RunContext;
  readonly project: ProjectFile;
  /** The run whose training data the reference is. */
  readonly trainedBy: string;
  readonly reference: Table;
  readonly current: Table;
  /** Columns that the tables lack though the data have them. */
  readonly leftOut: ColumnPlan['untested'];
  /** For the page, beside the mode and the run. */
  readonly facts: Readonly<Record<string, string>>;
}

/** Compares the new version with the baseline's data; writes every column's score, and a page with the distributions. */
export async function recordDrift(
  { run, project, trainedBy, reference, current, leftOut, facts }: Comparison,
  { artifacts, runs }: Pick<Dependencies, 'artifacts' | 'runs'>,
) {
  const options = projectDriftOptions(project);
  // Evidently's rules have no answer for a column without values.
  const comparable = options.mode === 'evidently' ? dropColumns(current, emptyColumns(reference)) : current;
  const drift = detectDrift(reference, comparable, options);
  const report = await writeJson(artifacts, stepKey(run, 'drift-check', 'report.json'), DriftReport, drift);
  const { mode } = project.drift;
  const { untested } = planColumns(reference, comparable, { ...options, typesFrom: driftModes[mode].typesFrom });
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
  return { ...drift, report };
}
