import { join } from 'node:path';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { withScratch } from '#lambdas/shared/scratch.ts';
import { defineStep } from '#lambdas/shared/step.ts';
import { PARQUET, readStoredTable } from '#lambdas/shared/stored-table.ts';
import { featuresKey, s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { FeaturizeInput, FeaturizeOutput } from '#src/contracts/steps/featurize.ts';
import { TrainingPlan } from '#src/contracts/training-plan.ts';
import { featureColumns } from '#src/featurize/feature-table.ts';
import { writeFloats } from '#src/tabular/parquet/write-floats.ts';
import { prepareData } from '#src/train/prepare-data.ts';

/** Splits the rows, fits the preprocessing on the training rows and applies it to all. */
export const featurize = defineStep({
  name: 'Featurize',
  input: FeaturizeInput,
  output: FeaturizeOutput,
  async run({ run, projectFile, data }, { artifacts, runs }) {
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const table = await readStoredTable(artifacts, data);
    const { plan, features, labels } = await prepareData(table, project);
    const planRef = await writeJson(artifacts, stepKey(run, 'featurize', 'plan.json'), TrainingPlan, plan);
    const featuresRef = await withScratch(async (folder) => {
      const path = join(folder, 'features.parquet');
      await writeFloats(path, featureColumns(features, labels, project.target), features.rowCount);
      return artifacts.upload('data', featuresKey(run), path, PARQUET);
    });
    await runs.update(run, { artifacts: { features: s3Uri(featuresRef) } });
    const rows = { train: plan.split.train.length, test: plan.split.test.length };
    const shape = { columns: table.columns.length, features: features.names.length, classes: plan.classes.length };
    return { plan: planRef, features: featuresRef, rows, trials: project.training.tune.trials, shape };
  },
});

export const handler = lambdaHandler(featurize);
