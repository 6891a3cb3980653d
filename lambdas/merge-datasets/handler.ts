import { join } from 'node:path';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { PARQUET } from '#lambdas/shared/stored-table.ts';
import { mergedKey, s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { MergeReport } from '#src/contracts/reports.ts';
import { MergeDatasetsInput, MergeDatasetsOutput } from '#src/contracts/steps/merge-datasets.ts';
import { mergeDatasets as mergeFiles } from '#src/merge/merge-datasets.ts';

/** Puts the new version below the data the baseline was trained on, columns united by name, as the project file says. */
export const mergeDatasets = defineStep({
  name: 'MergeDatasets',
  input: MergeDatasetsInput,
  output: MergeDatasetsOutput,
  async run({ run, projectFile, data, baseline: baselineRef }, { artifacts, runs }) {
    const { merge } = await readJson(artifacts, projectFile, ProjectFile);
    const { baseline, lineage } = await readJson(artifacts, baselineRef, ModelManifest);
    return withScratch(async (folder) => {
      const before = { name: 'baseline', version: lineage.dataVersion, path: join(folder, 'baseline.parquet') };
      const added = { name: run.version, path: join(folder, 'added.parquet') };
      const output = join(folder, 'merged.parquet');
      await Promise.all([artifacts.download(baseline.data, before.path), artifacts.download(data, added.path)]);
      const { rows, report } = await mergeFiles({ inputs: [before, added], output, ...merge });
      const merged = await artifacts.upload('data', mergedKey(run), output, PARQUET);
      const reportRef = await writeJson(artifacts, stepKey(run, 'merge-datasets', 'report.json'), MergeReport, report);
      await runs.update(run, { artifacts: { mergedData: s3Uri(merged) } });
      return { data: merged, rows, report: reportRef };
    });
  },
});

export const handler = lambdaHandler(mergeDatasets);
