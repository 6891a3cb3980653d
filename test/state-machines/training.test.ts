import { describe, expect, it } from 'vitest';
import * as errors from '#src/errors.ts';
import { itKeepsTheirPromises } from './lambda-task-promises.ts';
import { lambdaTasks, readWorkflow, validateAsl } from './workflow-files.ts';

const { text, workflow } = readWorkflow('training.asl.json');
const tasks = lambdaTasks(workflow);

describe('training workflow', () => {
  it('is valid Amazon States Language', () => {
    expect(validateAsl(text)).toEqual({ isValid: true, errors: [] });
  });

  it('reads from top to bottom as the loop', () => {
    expect(tasks.map(([name]) => name)).toEqual([
      'DetectNewVersion',
      'ValidateData',
      'DriftCheck',
      'MergeDatasets',
      'Featurize',
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

  it('alerts after every failure, even one that could not be recorded', () => {
    expect(workflow.States['RecordFailure']).toMatchObject({ Next: 'Alert', Catch: [{ Next: 'Alert' }] });
    expect(workflow.States['Alert']?.Resource).toBe('arn:aws:states:::sns:publish');
  });
});
