import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { readStoredTable } from '#lambdas/shared/stored-table.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import { DriftCheckInput, DriftCheckOutput } from '#src/contracts/steps/drift-check.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { driftModes } from '#src/drift/modes/index.ts';
import { planColumns } from '#src/drift/plan-columns.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { driftPage } from '#src/report/drift-page.ts';
import { dropColumns, emptyColumns } from '#src/tabular/select.ts';

const HTML = 'text/html; charset=utf-8';

/** Compares the new version with the baseline's data; the report has every column's score, the page its distributions. */
export const driftCheck = defineStep({
  name: 'DriftCheck',
  input: DriftCheckInput,
  output: DriftCheckOutput,
  async run({ run, projectFile, data, baseline }, { artifacts, runs }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { baseline: trainedOn, lineage } = await readJson(artifacts, baseline, ModelManifest);
    const reference = await readStoredTable(artifacts, trainedOn.data);
    const current = await readStoredTable(artifacts, data);
    const options = projectDriftOptions(project);
    // Evidently's rules have no answer for a column without values.
    const comparable = options.mode === 'evidently' ? dropColumns(current, emptyColumns(reference)) : current;
    const drift = detectDrift(reference, comparable, options);
    const report = await writeJson(artifacts, stepKey(run, 'drift-check', 'report.json'), DriftReport, drift);
    const { mode } = project.drift;
    const { untested } = planColumns(reference, comparable, { ...options, typesFrom: driftModes[mode].typesFrom });
    const html = driftPage({
      reference: { name: `training data of run ${lineage.runId}`, table: reference },
      current: { name: `${run.team}/${run.project} ${run.version}`, table: comparable },
      report: drift,
      untested,
      facts: { Mode: mode, Run: run.runId },
    });
    const page = await artifacts.write('artifacts', stepKey(run, 'drift-check', 'report.html'), html, HTML);
    await runs.update(run, {
      drift: { decision: drift.decision, driftShare: drift.driftShare },
      artifacts: { driftReport: s3Uri(report), driftPage: s3Uri(page) },
    });
    return { ...drift, report };
  },
});

export const handler = lambdaHandler(driftCheck);
