import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { itKeepsTheirPromises } from './lambda-task-promises.ts';
import { lambdaTasks, readWorkflow, State, validateAsl } from './workflow-files.ts';

const { text, workflow } = readWorkflow('batch.asl.json');
const scoring = z
  .object({ ItemProcessor: z.object({ ProcessorConfig: z.unknown(), States: z.record(z.string(), State) }) })
  .parse(workflow.States['ScoreFiles']).ItemProcessor;
const items = lambdaTasks({ ...workflow, States: scoring.States });
const tasks = [...lambdaTasks(workflow), ...items];

describe('batch workflow', () => {
  it('is valid Amazon States Language', () => {
    expect(validateAsl(text)).toEqual({ isValid: true, errors: [] });
  });

  it('lists, scores and records', () => {
    expect(tasks.map(([name]) => name)).toEqual([
      'ListBatchFiles',
      'RecordBatch',
      'RecordBatchFailure',
      'ScoreBatchFile',
    ]);
  });

  itKeepsTheirPromises(tasks);

  it('lets no file stop the others', () => {
    expect(scoring.ProcessorConfig).toMatchObject({ Mode: 'DISTRIBUTED' });
    expect(workflow.States['ScoreFiles']).toMatchObject({ ToleratedFailurePercentage: 100 });
    expect(scoring.States['Crashed']?.Type).toBe('Succeed');
  });

  it('alerts after every failure, even one that could not be recorded', () => {
    expect(workflow.States['RecordBatchFailure']).toMatchObject({ Next: 'Alert', Catch: [{ Next: 'Alert' }] });
    expect(workflow.States['Alert']?.Resource).toBe('arn:aws:states:::sns:publish');
  });
});
