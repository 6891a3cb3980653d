import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as errors from '#src/errors.ts';
import { FARGATE_SECONDS, SAGEMAKER_SECONDS } from '#src/train/require-room.ts';
import { itKeepsTheirPromises } from './lambda-task-promises.ts';
import { lambdaTasks, readWorkflow, State, validateAsl } from './workflow-files.ts';

const { text, workflow } = readWorkflow('training.asl.json');
const sketching = z
  .object({ ItemProcessor: z.object({ ProcessorConfig: z.unknown(), States: z.record(z.string(), State) }) })
  .parse(workflow.States['SketchShards']).ItemProcessor;
const trying = z
  .object({
    Items: z.string(),
    ItemProcessor: z.object({ ProcessorConfig: z.unknown(), States: z.record(z.string(), State) }),
  })
  .parse(workflow.States['RunTrials']);
const steps = lambdaTasks(workflow);
const mapped = { ...sketching.States, ...trying.ItemProcessor.States };
const tasks = [...steps, ...lambdaTasks({ ...workflow, States: mapped })];

describe('training workflow', () => {
  it('is valid Amazon States Language', () => {
    expect(validateAsl(text)).toEqual({ isValid: true, errors: [] });
  });

  it('reads from top to bottom as the loop', () => {
    expect(steps.map(([name]) => name)).toEqual([
      'DetectNewVersion',
      'ValidateData',
      'PlanDriftCheck',
      'DriftCheck',
      'CompareSketches',
      'MergeDatasets',
      'Featurize',
      'PlanTraining',
      'PlanTuning',
      'WriteTrainingChannel',
      'ImportSagemakerModel',
      'Train',
      'Gate',
      'Register',
      'PushMetrics',
      'RecordFailure',
    ]);
  });

  it.each(tasks)('%s runs the function of its own name', (name, { Resource }) => {
    expect(Resource).toBe(`\${${name}FunctionArn}`);
  });

  itKeepsTheirPromises(tasks);

  it('names no error of ours that the code cannot raise', () => {
    const named = Object.values(workflow.States)
      .flatMap(({ Retry = [], Catch = [] }) => [...Retry, ...Catch])
      .flatMap(({ ErrorEquals }) => ErrorEquals)
      .filter((name) => name.endsWith('Error') && !name.includes('.') && name !== 'TimeoutError');
    expect(new Set(named)).toEqual(new Set(['ProjectBusyError', 'InvalidDataError']));
    for (const name of named) expect(errors).toHaveProperty(name);
  });

  it('checks drift in one function or by a map over shards, and decides alike', () => {
    expect(workflow.States['DriftPath']).toMatchObject({
      Choices: [{ Next: 'DriftCheck' }, { Next: 'SketchShards' }],
      Default: 'AllSketched',
    });
    const next = (state: string) => workflow.States[state]?.['Next'];
    expect(['SketchShards', 'AllSketched'].map(next)).toEqual(['CompareSketches', 'CompareSketches']);
    expect(['DriftCheck', 'CompareSketches'].map(next)).toEqual(['DriftDecision', 'DriftDecision']);
    expect(workflow.States['CompareSketches']?.['Assign']).toEqual(workflow.States['DriftCheck']?.['Assign']);
  });

  it('lets a shard that cannot be sketched say so, and the reduce raise it', () => {
    expect(sketching.ProcessorConfig).toMatchObject({ Mode: 'DISTRIBUTED' });
    expect(workflow.States['SketchShards']).toMatchObject({ ToleratedFailurePercentage: 100 });
    expect(sketching.States['SketchShard']?.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Crashed' }]);
  });

  it('gives a task the input of the Train function, and judges what it leaves alike', () => {
    const input = JSON.stringify(workflow.States['TrainOnFargate']?.['Arguments']);
    const given = Object.entries(z.record(z.string(), z.string()).parse(workflow.States['Train']?.['Arguments']));
    const fields = given.map(([name, expression]) => `'${name}': ${/\$[\w.]+/.exec(expression)?.[0]}`);
    expect(input).toContain(`$string({${fields.join(', ')}})`);
    expect(workflow.States['TrainingMachine']).toMatchObject({ Default: 'Train' });
    expect(workflow.States['HasTrained']).toMatchObject({ Choices: [{ Next: 'Gate' }], Default: 'RecordFailure' });
  });

  it('starts a task again that was taken away, a limited number of times', () => {
    const { Resource, Retry = [], Catch = [], TimeoutSeconds } = workflow.States['TrainOnFargate'] ?? {};
    expect(Resource).toBe('arn:aws:states:::ecs:runTask.sync');
    expect(TimeoutSeconds).toBe(FARGATE_SECONDS);
    expect(Retry).toMatchObject([{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 6, JitterStrategy: 'FULL' }]);
    expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'RecordFailure' }]);
  });

  it('gives a training job its limits, and waits for it longer than it may last', () => {
    const state = workflow.States['TrainOnSageMaker'];
    const { Resource, TimeoutSeconds, Retry, Catch } = state ?? {};
    expect(Resource).toBe('arn:aws:states:::sagemaker:createTrainingJob.sync');
    const most = SAGEMAKER_SECONDS + 3600;
    expect(state?.['Arguments']).toMatchObject({
      StoppingCondition: { MaxRuntimeInSeconds: SAGEMAKER_SECONDS, MaxWaitTimeInSeconds: most },
      EnableManagedSpotTraining: true,
      EnableNetworkIsolation: true,
    });
    expect(TimeoutSeconds).toBeGreaterThan(most);
    expect(workflow['TimeoutSeconds']).toBeGreaterThan(TimeoutSeconds ?? 0);
    expect(Retry).toMatchObject([{ ErrorEquals: ['SageMaker.AmazonSageMakerException'], JitterStrategy: 'FULL' }]);
    expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'ExplainSageMaker' }]);
  });

  it("gives the step that takes in a job's model the input of the Train function, and the job", () => {
    const { job, ...input } = z
      .record(z.string(), z.string())
      .parse(workflow.States['ImportSagemakerModel']?.['Arguments']);
    expect(job).toBe('{% $job %}');
    expect(input).toEqual(workflow.States['Train']?.['Arguments']);
    expect(workflow.States['ImportSagemakerModel']?.['Assign']).toEqual(workflow.States['Train']?.['Assign']);
  });

  it('tries batch after batch until none is left, then trains with the best', () => {
    const next = (state: string) => workflow.States[state]?.['Next'];
    expect(['Featurize', 'PlanTraining'].map(next)).toEqual(['PlanTraining', 'IsTuned']); // refused before any trial
    expect(['PlanTuning', 'RunTrials'].map(next)).toEqual(['AnyTrials', 'PlanTuning']);
    const choices = ['IsTuned', 'AnyTrials'].map((state) => workflow.States[state]);
    expect(choices).toMatchObject([{ Choices: [{ Next: 'PlanTuning' }] }, { Choices: [{ Next: 'RunTrials' }] }]);
    expect(choices.map((choice) => choice?.['Default'])).toEqual(['TrainingMachine', 'TrainingMachine']);
    expect(trying).toMatchObject({
      Items: '{% $tuning.batch %}',
      ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' } },
    });
    expect(workflow.States['PlanTuning']?.['Assign']).toMatchObject({
      detected: expect.stringContaining('projectFile'),
    });
    expect(workflow.States['PlanTraining']?.['Assign']).toMatchObject({ tuningBegan: '{% $now() %}' });
    expect(workflow.States['PlanTuning']?.['Arguments']).toMatchObject({ began: '{% $tuningBegan %}' });
  });

  it('alerts after every failure, even one that could not be recorded', () => {
    expect(workflow.States['RecordFailure']).toMatchObject({ Next: 'Alert', Catch: [{ Next: 'Alert' }] });
    expect(workflow.States['Alert']?.Resource).toBe('arn:aws:states:::sns:publish');
  });
});
