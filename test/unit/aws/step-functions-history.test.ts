import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { stepVisits } from '#src/aws/step-functions-history.ts';

/** Events a second apart. */
const history = (...events: Omit<HistoryEvent, 'id' | 'timestamp'>[]): HistoryEvent[] =>
  events.map((event, index) => ({ id: index + 1, timestamp: new Date(index * 1000), ...event }));

const entered = (name: string) => ({ type: 'TaskStateEntered', stateEnteredEventDetails: { name } }) as const;
const exited = (name: string) => ({ type: 'TaskStateExited', stateExitedEventDetails: { name } }) as const;

describe('stepVisits', () => {
  it('times every task state, passes over the others and leaves the running one open', () => {
    const visits = stepVisits(
      history(
        { type: 'ExecutionStarted' },
        entered('ValidateData'),
        { type: 'LambdaFunctionScheduled' },
        { type: 'LambdaFunctionSucceeded' },
        exited('ValidateData'),
        { type: 'ChoiceStateEntered', stateEnteredEventDetails: { name: 'HasBaseline' } },
        { type: 'ChoiceStateExited', stateExitedEventDetails: { name: 'HasBaseline' } },
        entered('Featurize'),
      ),
    );
    expect(visits).toEqual([
      { state: 'ValidateData', enteredAt: 1000, exitedAt: 4000, succeeded: true, failures: [] },
      { state: 'Featurize', enteredAt: 7000, succeeded: false, failures: [] },
    ]);
  });

  it('keeps the failures of every attempt, whichever way the state calls', () => {
    const [retried] = stepVisits(
      history(
        entered('Train'),
        {
          type: 'LambdaFunctionFailed',
          lambdaFunctionFailedEventDetails: { error: 'Lambda.Unknown', cause: 'killed' },
        },
        { type: 'TaskFailed', taskFailedEventDetails: { error: 'SlowDown', resource: 'fn', resourceType: 'lambda' } },
        { type: 'LambdaFunctionTimedOut', lambdaFunctionTimedOutEventDetails: {} },
        { type: 'TaskSucceeded' },
        exited('Train'),
      ),
    );
    expect(retried).toMatchObject({ succeeded: true, exitedAt: 5000 });
    expect(retried?.failures).toEqual([
      { error: 'Lambda.Unknown', cause: 'killed' },
      { error: 'SlowDown', cause: '' },
      { error: 'States.TaskFailed', cause: '' },
    ]);
  });

  it('times a map over items as one step, which succeeds unless the map run failed', () => {
    const map = (...events: Omit<HistoryEvent, 'id' | 'timestamp'>[]) =>
      stepVisits(
        history(
          { type: 'MapStateEntered', stateEnteredEventDetails: { name: 'SketchShards' } },
          { type: 'MapRunStarted' },
          ...events,
          { type: 'MapStateExited', stateExitedEventDetails: { name: 'SketchShards' } },
        ),
      );
    expect(map()).toEqual([{ state: 'SketchShards', enteredAt: 0, exitedAt: 2000, succeeded: true, failures: [] }]);
    const error = { error: 'States.ExceedToleratedFailureThreshold', cause: 'too many' };
    expect(map({ type: 'MapRunFailed', mapRunFailedEventDetails: error })).toMatchObject([
      { succeeded: false, failures: [error] },
    ]);
  });

  it.each(['ExecutionFailed', 'ExecutionAborted', 'ExecutionTimedOut'] as const)('%s ends what was running', (type) => {
    expect(stepVisits(history(entered('Gate'), { type }))).toMatchObject([{ exitedAt: 1000, succeeded: false }]);
  });
});
