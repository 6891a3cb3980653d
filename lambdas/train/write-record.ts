import { z } from 'zod';
import { readJson, writeJson } from '#lambdas/shared/json-artifact.ts';
import { s3Uri, stepKey } from '#src/contracts/artifact-keys.ts';
import type { RunContext } from '#src/contracts/run.ts';
import { TrainingRecord } from '#src/contracts/training-record.ts';
import { Trial } from '#src/contracts/trial.ts';
import type { ArtifactStore } from '#src/ports/artifact-store.ts';
import { modelCard } from '#src/report/model-card.ts';
import { trainingPage } from '#src/report/training/training-page.ts';
import { recordTraining, type Training } from '#src/track/record-training.ts';

/**
 * Writes what is kept of the training beside its manifest.
 *
 * @returns S3 URIs by artifact name, for the run's record
 */
export async function writeRecord(
  run: RunContext,
  artifacts: ArtifactStore,
  training: Omit<Training, 'trials'>,
): Promise<Record<string, string>> {
  const { tune } = training.project.training;
  const trials = tune.trials > 0 ? await readTrials(run, artifacts) : undefined;
  const record = recordTraining({ ...training, trials });
  const key = (name: string) => stepKey(run, 'train', name);
  const stored = await writeJson(artifacts, key('run.json'), TrainingRecord, record);
  const report = await artifacts.write(
    'artifacts',
    key('report.html'),
    trainingPage(record),
    'text/html; charset=utf-8',
  );
  const card = await artifacts.write(
    'artifacts',
    key('model-card.md'),
    modelCard(record),
    'text/markdown; charset=utf-8',
  );
  return { trainingRecord: s3Uri(stored), trainingPage: s3Uri(report), modelCard: s3Uri(card) };
}

/** What tuning left when it ended. */
async function readTrials(run: RunContext, artifacts: ArtifactStore): Promise<Trial[]> {
  const stored = await artifacts.head('artifacts', stepKey(run, 'plan-tuning', 'trials.json'));
  return readJson(artifacts, await artifacts.identify(stored), z.array(Trial));
}
