import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import type { Dependencies } from '#lambdas/shared/step.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import { DataProfile } from '#src/contracts/data-profile.ts';
import { Evaluation } from '#src/contracts/evaluation.ts';
import { ImportanceReport } from '#src/contracts/importance-report.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { ObjectRef } from '#src/contracts/object-ref.ts';
import type { ProjectFile } from '#src/contracts/project-file.ts';
import type { TrainInput, TrainOutput } from '#src/contracts/steps/train.ts';
import type { Machine } from '#src/contracts/training-record.ts';
import { gainByColumn } from '#src/explain/importance-report.ts';
import type { FittedProject } from '#src/train/fit-project.ts';
import { writeRecord } from './write-record.ts';

type Input = z.output<typeof TrainInput>;

/** What trained the model: a library of this process, or a machine elsewhere. */
export interface Trainer extends Pick<ModelManifest['lineage'], 'libraries' | 'platform' | 'trainingJob'> {
  readonly machine: Machine;
}

export interface Trained {
  readonly project: ProjectFile;
  /** Of all rows. */
  readonly profile: DataProfile;
  readonly fitted: FittedProject;
  readonly trainer: Trainer;
}

/** Writes a model with all that is kept of its training. */
export async function keepModel(
  input: Input,
  { project, fitted, trainer, ...trained }: Trained,
  { artifacts, runs, codeVersion }: Dependencies,
): Promise<z.input<typeof TrainOutput>> {
  const { run, data } = input;
  const key = (name: string) => stepKey(run, 'train', name);
  const onnx = await artifacts.write('artifacts', key('model.onnx'), fitted.onnx, 'application/octet-stream');
  const evaluation = await writeJson(artifacts, key('evaluation.json'), Evaluation, fitted.evaluation);
  const importance = await writeJson(artifacts, key('importance.json'), ImportanceReport, fitted.importance);
  const profile = await writeJson(artifacts, key('profile.json'), DataProfile, trained.profile);
  const lineage = await lineageOf(input, project, { artifacts, codeVersion, trainer });
  const made = manifestOf(project, fitted, { onnx, baseline: { data, profile }, lineage });
  const manifest = await writeJson(artifacts, key('manifest.json'), ModelManifest, made);
  const written = { model: onnx, manifest, profile, importance, evaluation };
  const { machine } = trainer;
  const pages = await writeRecord(run, artifacts, { project, fitted, manifest: made, artifacts: written, machine });
  const uris = { model: s3Uri(onnx), manifest: s3Uri(manifest), ...pages };
  const { metrics, baselineMetrics } = fitted;
  await runs.update(run, {
    ...{ metrics, tags: project.tags, artifacts: uris },
    ...(baselineMetrics && { baselineMetrics }),
  });
  return { manifest, metrics };
}

function manifestOf(
  { team, project, task, target, training }: ProjectFile,
  { plan, metrics, conversionError, importance, threshold, pruning, calibration, size }: FittedProject,
  stored: Pick<ModelManifest, 'onnx' | 'baseline' | 'lineage'>,
): ModelManifest {
  const { algorithm, hyperparameters } = training;
  const { features, classes, split } = plan;
  const rows = { train: split.train.length, test: split.test.length };
  return {
    format: 1,
    ...{ team, project, task, target, classes, features, algorithm, hyperparameters, metrics, conversionError, rows },
    importance: gainByColumn(importance),
    ...{ pruning, calibration, size },
    ...(threshold !== undefined && { threshold }),
    ...stored,
  };
}

/** What the model was made of: this version's files and, where datasets were merged, those of the baseline. */
async function lineageOf(
  { run, files, baseline, data, projectFile }: Input,
  { training }: ProjectFile,
  { artifacts, codeVersion, trainer }: Pick<Dependencies, 'artifacts' | 'codeVersion'> & { trainer: Trainer },
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
    libraries: trainer.libraries,
    platform: trainer.platform,
    ...(trainer.trainingJob && { trainingJob: trainer.trainingJob }),
  };
}
