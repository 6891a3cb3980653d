import type { z } from 'zod';
import { featureNames } from '#src/contracts/feature-plan.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import type { TrainInput } from '#src/contracts/steps/train.ts';
import { TrainingPlan } from '#src/contracts/training-plan.ts';
import { matrixOf } from '#src/featurize/feature-table.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import type { Table } from '#src/tabular/table.ts';
import type { PreparedData } from '#src/train/prepare-data.ts';
import { readJson } from './json-artifact.ts';
import { readStoredTable } from './stored-table.ts';

export interface ToFit {
  readonly project: ProjectFile;
  /** The raw rows. */
  readonly table: Table;
  readonly prepared: PreparedData;
}

/** Reads what earlier steps of the run made to train on. */
export async function readToFit(
  {
    projectFile,
    data,
    plan: planRef,
    features,
  }: Pick<z.output<typeof TrainInput>, 'projectFile' | 'data' | 'plan' | 'features'>,
  artifacts: ArtifactStore,
): Promise<ToFit> {
  const project = await readJson(artifacts, projectFile, ProjectFile);
  const plan = await readJson(artifacts, planRef, TrainingPlan);
  const table = await readStoredTable(artifacts, data);
  const kept = matrixOf(await readStoredTable(artifacts, features), featureNames(plan.features), project.target);
  return { project, table, prepared: { plan, ...kept } };
}
