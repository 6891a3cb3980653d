import { describe, expect, it } from 'vitest';
import { readFailure } from '#src/runs/read-failure.ts';

describe('readFailure', () => {
  it("takes the message out of a Lambda's cause", () => {
    const message = JSON.stringify({ errorMessage: 'row 3 is ragged', errorType: 'InvalidDataError', trace: [] });
    expect(readFailure({ name: 'InvalidDataError', message })).toEqual({
      name: 'InvalidDataError',
      message: 'row 3 is ragged',
    });
  });

  it.each(['States.Timeout', '', '{"not": "a cause"}'])('leaves %j as it is', (message) => {
    expect(readFailure({ name: 'States.Timeout', message }).message).toBe(message);
  });
});
