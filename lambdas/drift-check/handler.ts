import { join } from 'node:path';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { DriftReport } from '#src/contracts/reports.ts';
import { DriftCheckInput, DriftCheckOutput } from '#src/contracts/steps/drift-check.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { projectDriftOptions } from '#src/drift/project-drift-options.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';

/** Compares the new version with the baseline's data; the report has every column's score. */
export const driftCheck = defineStep({
  name: 'DriftCheck',
  input: DriftCheckInput,
  output: DriftCheckOutput,
  async run({ run, projectFile, data, baseline }, { artifacts, runs }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const { baseline: trainedOn } = await readJson(artifacts, baseline, ModelManifest);
    const [reference, current] = await readTables(artifacts, trainedOn.data, data);
    const drift = detectDrift(reference, current, projectDriftOptions(project));
    const report = await writeJson(artifacts, stepKey(run, 'drift-check', 'report.json'), DriftReport, drift);
    await runs.update(run, {
      drift: { decision: drift.decision, driftShare: drift.driftShare },
      artifacts: { driftReport: s3Uri(report) },
    });
    return { ...drift, report };
  },
});

function readTables(artifacts: ArtifactStore, reference: ObjectRef, current: ObjectRef): Promise<[Table, Table]> {
  return withScratch(async (folder) => {
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const;
    await Promise.all([artifacts.download(reference, files[0]), artifacts.download(current, files[1])]);
    return [await readTable([files[0]]), await readTable([files[1]])];
  });
}

export const handler = lambdaHandler(driftCheck);
