import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { codeVersion } from '#lib/code-version.ts';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { Reproduction } from '#src/contracts/reproduction.ts';
import { TrainingSettings } from '#src/contracts/settings/training.ts';
import { IntegrityError, NotFoundError } from '#src/errors.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { LINEAGE_COLUMN } from '#src/tabular/lineage-column.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { dropColumns } from '#src/tabular/select.ts';
import { type FittedProject, fitProject } from '#src/train/fit-project.ts';
import { trainingEnvironment } from '#src/train/training-environment.ts';
import type { Cloud } from '../cloud.ts';
import type { Output } from '../output.ts';
import { readManifest } from './read-manifest.ts';
import { withFolder } from './with-file.ts';

export interface ReproductionRequest {
  readonly team: string;
  readonly project: string;
  readonly version: number;
}

type Input = Reproduction['inputs'][number];
type Difference = Reproduction['differences'][number];

/**
 * Fetches what a registered model was made of, compares every object with its recorded digest, trains again and compares
 * the models byte by byte.
 *
 * @throws NotFoundError for an unknown model, IntegrityError when its manifest is not the one that was registered
 */
export async function reproduceModel(
  { artifacts, registry }: Pick<Cloud, 'artifacts' | 'registry'>,
  { team, project, version }: ReproductionRequest,
  out: Pick<Output, 'progress'>,
): Promise<Reproduction> {
  const manifest = await readManifest({ artifacts }, await registry.get(team, project, version));
  const { lineage, onnx } = manifest;
  const objects = [
    ...lineage.data.map((object) => ({ what: 'raw data', object }) as const),
    { what: 'training data', object: lineage.trainingData },
    { what: 'project file', object: lineage.projectFile },
    ...(lineage.trainingJob ? [{ what: 'training job', object: lineage.trainingJob.model } as const] : []),
    { what: 'model', object: onnx },
  ] as const;
  const inputs: Input[] = [];
  for (const input of objects) inputs.push({ ...input, state: await stateOf(artifacts, input.object) });
  out.progress(`${inputs.length} recorded objects: ${inputs.filter(isIntact).length} are intact`);
  const found = { recorded: onnx.sha256, inputs, surroundings: surroundingsOf(manifest) };
  if (!isTrainable(inputs)) return { reproduced: false, ...found, differences: [] };
  const settings = await settingsOf(artifacts, manifest);
  out.progress(`training ${settings.training.algorithm} on ${lineage.trainingData.key} again`);
  const fitted = await trainAgain(artifacts, lineage.trainingData, settings);
  const isSame = fitted.sha256 === onnx.sha256;
  const differences = isSame ? [] : differencesOf(manifest, fitted);
  return { reproduced: isSame && inputs.every(isIntact), retrained: fitted.sha256, ...found, differences };
}

const isIntact = ({ state }: Input): boolean => state === 'intact';

/** The others came before the training data, or come out of the training. */
const NEEDED: ReadonlySet<Input['what']> = new Set(['training data', 'project file']);

const isTrainable = (inputs: readonly Input[]): boolean =>
  inputs.every((input) => isIntact(input) || !NEEDED.has(input.what));

/** Reads the object once, by its recorded version. */
async function stateOf(artifacts: ArtifactStore, object: ObjectRef): Promise<Input['state']> {
  try {
    const { sha256 } = await artifacts.identify(object);
    return sha256 === object.sha256 ? 'intact' : 'tampered';
  } catch (error) {
    if (error instanceof NotFoundError) return 'gone';
    if (error instanceof IntegrityError) return 'tampered';
    throw error;
  }
}

/** The project file with what was settled when the model was trained. */
async function settingsOf(artifacts: ArtifactStore, manifest: ModelManifest): Promise<ProjectFile> {
  const text = new TextDecoder().decode(await artifacts.read(manifest.lineage.projectFile));
  const settings = ProjectFile.parse(JSON.parse(text));
  const { hyperparameters, lineage } = manifest;
  return { ...settings, training: { ...settings.training, hyperparameters, seed: lineage.seed } };
}

/** What the steps featurize and train do, one after the other. */
const trainAgain = (artifacts: ArtifactStore, data: ObjectRef, settings: ProjectFile): Promise<FittedProject> =>
  withFolder(async (folder) => {
    const path = join(folder, 'data.parquet');
    await artifacts.download(data, path);
    return fitProject(dropColumns(await readTable([path]), [LINEAGE_COLUMN]), settings);
  });

function surroundingsOf({ lineage, algorithm }: ModelManifest): Difference[] {
  const known = TrainingSettings.shape.algorithm.parse(algorithm);
  const { libraries, platform } = trainingEnvironment(known);
  const names = new Set([...Object.keys(lineage.libraries), ...Object.keys(libraries)]);
  return [
    difference('code version', lineage.codeVersion, codeVersion()),
    difference('platform', lineage.platform, platform),
    ...[...names].map((name) => difference(name, lineage.libraries[name] ?? 'none', libraries[name] ?? 'none')),
  ].filter(({ recorded, now }) => recorded !== now);
}

function differencesOf(manifest: ModelManifest, { plan, metrics, onnx }: FittedProject): Difference[] {
  const { features, classes, split } = plan;
  const found: Difference[] = [
    difference('bytes', String(manifest.onnx.bytes), String(onnx.length)),
    difference('training rows', String(manifest.rows.train), String(split.train.length)),
    difference('held-out rows', String(manifest.rows.test), String(split.test.length)),
    difference('classes', manifest.classes.join(', '), classes.join(', ')),
    ...Object.keys(metrics).map((name) => difference(name, String(manifest.metrics[name]), String(metrics[name]))),
  ].filter(({ recorded, now }) => recorded !== now);
  const samePlan = isDeepStrictEqual(manifest.features, JSON.parse(JSON.stringify(features)));
  return samePlan ? found : [...found, difference('features', 'as in the manifest', 'made in another way')];
}

const difference = (what: string, recorded: string, now: string): Difference => ({ what, recorded, now });
