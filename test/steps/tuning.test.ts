import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { runTrial } from '#lambdas/run-trial/handler.ts';
import { runStep } from '#lambdas/shared/step.ts';
import { ModelManifest } from '#src/contracts/model-manifest.ts';
import { TrainingRecord } from '#src/contracts/training-record.ts';
import { Trial, type TrialRun } from '#src/contracts/trial.ts';
import { memoryProject } from '#test/support/memory-project.ts';
import { runLoop, type StepRunner } from '#test/support/run-loop.ts';

const TRIALS = 5;
const example = (name: string) => readFile(new URL(`../../projects/${name}`, import.meta.url), 'utf8');
let file: string;
let data: string;
beforeAll(async () => {
  const training = 'training:\n  hyperparameters: { num_iterations: 20 }\n';
  file = `project: wine\ntarget: target\ntask: multiclass\n${training}  tune: { trials: ${TRIALS} }\n`;
  data = await example('data/wine/v1.csv');
});

/** The loop on one upload, with what it left. */
async function tunedLoop(step: StepRunner = runStep, text = file) {
  const project = await memoryProject(text);
  const input = project.inputFor('v1', project.upload('v1.csv', data));
  const outcome = await runLoop(input, project.dependencies, step);
  const { artifacts, registry, runs } = project.dependencies;
  const [model] = await registry.list('demo', 'wine');
  const manifest = ModelManifest.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(model!.manifest))));
  const trials = await runs.trials('demo', 'wine', input.run.runId);
  const read = async (name: string) => {
    const key = `demo/wine/runs/${input.run.runId}/${name}`;
    return new TextDecoder().decode(
      await artifacts.read(await artifacts.identify(await artifacts.head('artifacts', key))),
    );
  };
  const record = TrainingRecord.parse(JSON.parse(await read('train/run.json')));
  const run = await runs.get('demo', 'wine', input.run.runId);
  return { outcome, model: model!, manifest, trials, runs, input, artifacts, record, run };
}

/** By log loss. */
const bestOf = (trials: readonly TrialRun[]) => trials.reduce((a, b) => (b.value! < a.value! ? b : a));

describe('tuning in the loop', () => {
  it('trains with the best trial, and keeps trials as runs under their run', async () => {
    const { outcome, manifest, trials, runs, input } = await tunedLoop();
    expect(outcome).toBe('registered');
    expect(trials.map(({ number, parentRun }) => [number, parentRun])).toEqual(
      [...Array(TRIALS).keys()].map((number) => [number, input.run.runId]),
    );
    const best = bestOf(trials);
    expect(manifest.hyperparameters).toEqual({
      ...best.hyperparameters,
      num_iterations: Math.min(20, Math.round(1.25 * best.rounds)),
    });
    expect((await runs.list('demo', 'wine')).map(({ id }) => id)).toEqual([input.run.runId]);
  });

  it('records what each trial took, what all of them cost, and how they found the settings', async () => {
    let seconds = 0;
    const clock = () => (seconds += 2); // twice a trial
    const { trials, record, run } = await tunedLoop((step, event, dependencies) =>
      runStep(step, event, { ...dependencies, clock }),
    );
    expect(trials.map((trial) => trial.seconds)).toEqual(trials.map(() => 2));
    expect(run.steps?.['RunTrial']).toMatchObject({ seconds: 2 * TRIALS, count: TRIALS });
    expect(record.tuning).toMatchObject({
      metric: 'logLoss',
      trials: trials.map(({ value }) => ({ value, seconds: 2 })),
    });
    const { num_leaves } = bestOf(trials).hyperparameters;
    expect(record.parameters['training.hyperparameters.num_leaves']).toBe(num_leaves);
  });

  it('names the project file it trained with, so that the model can be made again from it', async () => {
    const { manifest, input } = await tunedLoop();
    expect(manifest.lineage.projectFile.key).toBe(`demo/wine/runs/${input.run.runId}/plan-tuning/project.json`);
  });

  it('gives the same model when every step runs twice, and runs no trial twice', async () => {
    const twice: StepRunner = async (step, event, dependencies) => {
      const first = await runStep(step, event, dependencies);
      expect(await runStep(step, event, dependencies), step.name).toEqual(first);
      return first;
    };
    const [once, again] = [await tunedLoop(), await tunedLoop(twice)];
    expect(again.model.onnx.sha256).toBe(once.model.onnx.sha256);
  });

  it('begins no batch when the time is up, but always the first', async () => {
    const hasty = file.replace('tune: { ', 'tune: { timeoutSeconds: 60, ');
    const { trials, manifest } = await tunedLoop(runStep, hasty); // which plans a minute after tuning began
    expect(trials).toHaveLength(2);
    expect(manifest.hyperparameters).toMatchObject(bestOf(trials).hyperparameters);
  });

  it('takes the result that is there for that of a trial', async () => {
    const { artifacts, input, trials } = await tunedLoop();
    const key = `demo/wine/runs/${input.run.runId}/run-trial/0.json`;
    const ref = await artifacts.identify(await artifacts.head('artifacts', key));
    const stored = Trial.parse(JSON.parse(new TextDecoder().decode(await artifacts.read(ref))));
    expect(stored).toMatchObject({ value: trials[0]?.value, curve: { rounds: expect.any(Array) } });
    // No other input is there to be read.
    const missing = { ...ref, key: 'missing' };
    const inputs = { projectFile: missing, data: missing, plan: missing, features: missing, known: missing };
    const { dependencies } = await memoryProject(file);
    const event = { run: input.run, ...inputs, number: 0, hyperparameters: {} };
    expect(await runStep(runTrial, event, { ...dependencies, artifacts })).toBeNull();
    expect(await dependencies.runs.trials('demo', 'wine', input.run.runId)).toEqual([trials[0]]);
  });
});
