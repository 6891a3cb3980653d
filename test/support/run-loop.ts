import { z } from 'zod';
import { compareSketches } from '#lambdas/compare-sketches/handler.ts';
import { detectNewVersion } from '#lambdas/detect-new-version/handler.ts';
import { driftCheck } from '#lambdas/drift-check/handler.ts';
import { featurize } from '#lambdas/featurize/handler.ts';
import { gate } from '#lambdas/gate/handler.ts';
import { mergeDatasets } from '#lambdas/merge-datasets/handler.ts';
import { planDriftCheck } from '#lambdas/plan-drift-check/handler.ts';
import { planTraining } from '#lambdas/plan-training/handler.ts';
import { planTuning } from '#lambdas/plan-tuning/handler.ts';
import { pushMetrics } from '#lambdas/push-metrics/handler.ts';
import { register } from '#lambdas/register/handler.ts';
import { runTrial } from '#lambdas/run-trial/handler.ts';
import { type Dependencies, runStep } from '#lambdas/shared/step.ts';
import { sketchShard } from '#lambdas/sketch-shard/handler.ts';
import { train } from '#lambdas/train/handler.ts';
import { validateData } from '#lambdas/validate-data/handler.ts';
import { DriftShard } from '#src/contracts/drift-shard.ts';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { FINISHED_AT, type memoryProject, STARTED_AT } from './memory-project.ts';

type RunInput = ReturnType<Awaited<ReturnType<typeof memoryProject>>['inputFor']>;

/** How a step is run; a test may run each one twice, or let it fail. */
export type StepRunner = typeof runStep;

const MACHINES = () => ({ lambda: { memoryMb: 3008, seconds: 900 }, artifactsBucket: 'memory-artifacts' });

/** The training workflow's way through the steps, on ports in memory: what the file says, in a few lines. */
export async function runLoop(input: RunInput, dependencies: Dependencies, step: StepRunner = runStep) {
  const { run } = input;
  const detected = await step(detectNewVersion, input, dependencies);
  if (detected.status === 'nothing_new') return detected.status;
  const { projectFile, files, baseline } = detected;
  const validated = await step(validateData, { run, files, projectFile, baseline }, dependencies);
  const { data } = validated;
  const drift = baseline && (await checkDrift({ run, projectFile, ...validated, baseline }, dependencies, step));
  const end = { run, finishedAt: FINISHED_AT, rows: validated.rows, drift };
  const nothing = { metrics: null, gateReasons: null, modelVersion: null };
  if (drift?.decision === 'no_drift') {
    return (await step(pushMetrics, { ...end, ...nothing, outcome: 'no_drift' }, dependencies)).outcome;
  }
  const merged = baseline && (await step(mergeDatasets, { run, projectFile, data, baseline }, dependencies));
  const training = merged?.data ?? data;
  const featurized = await step(featurize, { run, projectFile, data: training }, dependencies);
  await step(planTraining(MACHINES), { run, projectFile, ...featurized }, dependencies);
  const given = { run, projectFile, files, baseline, data: training, ...featurized };
  const toTrain = {
    ...given,
    projectFile: featurized.trials > 0 ? await tune(given, dependencies, step) : projectFile,
  };
  const { manifest, metrics } = await step(train, toTrain, dependencies);
  const { passed, reasons: gateReasons } = await step(gate, { ...toTrain, manifest }, dependencies);
  const registered = passed
    ? await step(register, { run, manifest, registeredAt: FINISHED_AT }, dependencies)
    : { modelVersion: null };
  const outcome = passed ? 'registered' : 'failed_gate';
  const all = { ...end, metrics, gateReasons, ...registered, outcome };
  return (await step(pushMetrics, all, dependencies)).outcome;
}

type Compared = Readonly<Record<'projectFile' | 'data' | 'baseline', ObjectRef>> &
  Pick<RunInput, 'run'> & { rows: number };

type Featurized = Readonly<Record<'projectFile' | 'data' | 'plan' | 'features', ObjectRef>> & Pick<RunInput, 'run'>;

/** The workflow's loop over batches of trials. */
async function tune(input: Featurized, dependencies: Dependencies, step: StepRunner): Promise<ObjectRef> {
  const times = { began: STARTED_AT, now: FINISHED_AT };
  for (;;) {
    const { batch, projectFile } = await step(planTuning, { ...input, ...times }, dependencies);
    if (batch.length === 0) return projectFile;
    for (const item of batch) await step(runTrial, item, dependencies);
  }
}

/** The workflow's two ways to a decision about drift. */
async function checkDrift({ rows, ...input }: Compared, dependencies: Dependencies, step: StepRunner) {
  const planned = await step(planDriftCheck, { ...input, rows }, dependencies);
  if (planned.path === 'exact') return step(driftCheck, input, dependencies);
  const items = new TextDecoder().decode(await dependencies.artifacts.read(planned.unsketched));
  const mapped: null[] = [];
  for (const item of z.array(DriftShard).parse(JSON.parse(items))) {
    mapped.push(await step(sketchShard, item, dependencies));
  }
  return step(compareSketches, { ...input, shards: planned.shards, mapped }, dependencies);
}
