import { readJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { recordDrift } from '#lambdas/shared/record-drift.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { readStoredTable } from '#lambdas/shared/stored-table.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftCheckInput, DriftCheckOutput } from '#src/contracts/steps/drift-check.ts';

/** Compares the new version with the baseline's data, every row of both. */
export const driftCheck = defineStep({
  name: 'DriftCheck',
  input: DriftCheckInput,
  output: DriftCheckOutput,
  async run({ run, projectFile, data, baseline }, { artifacts, runs }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { baseline: trainedOn, lineage, importance } = await readJson(artifacts, baseline, ModelManifest);
    const reference = await readStoredTable(artifacts, trainedOn.data);
    const current = await readStoredTable(artifacts, data);
    const { segments } = project.drift;
    const sides = { reference, current, segments, importance, leftOut: [], facts: {} };
    const comparison = { run, project, trainedBy: lineage.runId, ...sides };
    return recordDrift(comparison, { artifacts, runs });
  },
});

export const handler = lambdaHandler(driftCheck);
