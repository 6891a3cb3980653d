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
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import { dropColumns, emptyColumns } from '#src/tabular/select.ts';

/** Compares the new version with the baseline's data; the report has every column's score. */
export const driftCheck = defineStep({
  name: 'DriftCheck',
  input: DriftCheckInput,
  output: DriftCheckOutput,
  async run({ run, projectFile, data, baseline }, { artifacts, runs }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { baseline: trainedOn } = await readJson(artifacts, baseline, ModelManifest);
    const reference = await readStoredTable(artifacts, trainedOn.data);
    const current = await readStoredTable(artifacts, data);
    const options = projectDriftOptions(project);
    // Evidently's rules have no answer for a column without values.
    const comparable = options.mode === 'evidently' ? dropColumns(current, emptyColumns(reference)) : current;
    const drift = detectDrift(reference, comparable, options);
    const report = await writeJson(artifacts, stepKey(run, 'drift-check', 'report.json'), DriftReport, drift);
    await runs.update(run, {
      drift: { decision: drift.decision, driftShare: drift.driftShare },
      artifacts: { driftReport: s3Uri(report) },
    });
    return { ...drift, report };
  },
});

export const handler = lambdaHandler(driftCheck);
