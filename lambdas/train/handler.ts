import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { lambdaHandler } from '#lambdas/shared/lambda-handler.ts';
import { type Dependencies, defineStep } from '#lambdas/shared/step.ts';
import { readStoredTable } from '#lambdas/shared/stored-table.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { DataProfile } from '#src/contracts/data-profile.ts';
import { Evaluation } from '#src/contracts/evaluation.ts';
import { featureNames } from '#src/contracts/feature-plan.ts';
import { ImportanceReport } from '#src/contracts/importance-report.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ObjectRef } from '#src/contracts/object-ref.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { TrainInput, TrainOutput } from '#src/contracts/steps/train.ts';
import { TrainingPlan } from '#src/contracts/training-plan.ts';
import { gainByColumn } from '#src/explain/importance-report.ts';
import { matrixOf } from '#src/featurize/feature-table.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { profileTable } from '#src/tabular/profile.ts';
import { type FittedProject, fitPrepared } from '#src/train/fit-project.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import { writeRecord } from './write-record.ts';

type Input = z.output<typeof TrainInput>;

/** Fits the model, proves that its ONNX graph and the native library agree, and writes its manifest. */
export const train = defineStep({
  name: 'Train',
  input: TrainInput,
  output: TrainOutput,
  async run(input, { artifacts, runs, codeVersion, checkpoints }) {
    const { run, projectFile, data, plan: planRef, features: featuresRef } = input;
    const project = await readJson(artifacts, projectFile, ProjectFile);
    const plan = await readJson(artifacts, planRef, TrainingPlan);
    const table = await readStoredTable(artifacts, data);
    const kept = matrixOf(await readStoredTable(artifacts, featuresRef), featureNames(plan.features), project.target);
    const fitted = await fitPrepared({ plan, ...kept }, table, project, { permutation: true, checkpoints });

    const key = (name: string) => stepKey(run, 'train', name);
    const onnx = await artifacts.write('artifacts', key('model.onnx'), fitted.onnx, 'application/octet-stream');
    const evaluation = await writeJson(artifacts, key('evaluation.json'), Evaluation, fitted.evaluation);
    const importance = await writeJson(artifacts, key('importance.json'), ImportanceReport, fitted.importance);
    const profile = await writeJson(artifacts, key('profile.json'), DataProfile, profileTable(table, project.columns));
    const lineage = await lineageOf(input, project, { artifacts, codeVersion });
    const made = manifestOf(project, fitted, { onnx, baseline: { data, profile }, lineage });
    const manifest = await writeJson(artifacts, key('manifest.json'), ModelManifest, made);
    const written = { model: onnx, manifest, profile, importance, evaluation };
    const pages = await writeRecord(run, artifacts, { project, fitted, manifest: made, artifacts: written });
    const uris = { model: s3Uri(onnx), manifest: s3Uri(manifest), ...pages };
    await runs.update(run, { metrics: fitted.metrics, tags: project.tags, artifacts: uris });
    return { manifest, metrics: fitted.metrics };
  },
});

function manifestOf(
  { team, project, task, target, training }: ProjectFile,
  { plan, metrics, conversionError, importance, threshold, pruning }: FittedProject,
  stored: Pick<ModelManifest, 'onnx' | 'baseline' | 'lineage'>,
): ModelManifest {
  const { algorithm, hyperparameters } = training;
  const { features, classes, split } = plan;
  const rows = { train: split.train.length, test: split.test.length };
  return {
    format: 1,
    ...{ team, project, task, target, classes, features, algorithm, hyperparameters, metrics, conversionError, rows },
    importance: gainByColumn(importance),
    pruning,
    ...(threshold !== undefined && { threshold }),
    ...stored,
  };
}

/** What the model was made of: this version's files and, where datasets were merged, those of the baseline. */
async function lineageOf(
  { run, files, baseline, data, projectFile }: Input,
  { training }: ProjectFile,
  { artifacts, codeVersion }: { artifacts: ArtifactStore } & Pick<Dependencies, 'codeVersion'>,
): Promise<ModelManifest['lineage']> {
  const own = await readJson(artifacts, files, z.array(ObjectRef));
  const merged = baseline ? (await readJson(artifacts, baseline, ModelManifest)).lineage.data : [];
  return {
    runId: run.runId,
    dataVersion: run.version,
    data: [...merged, ...own],
    trainingData: data,
    projectFile,
    codeVersion,
    seed: training.seed,
    ...trainingEnvironment(training.algorithm),
  };
}

export const handler = lambdaHandler(train);
