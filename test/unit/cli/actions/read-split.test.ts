import { describe, expect, it } from 'vitest';
import { readSplit, splitAfter } from '#src/cli/actions/read-split.ts';
import { UsageError } from '#src/cli/usage-error.ts';

describe('readSplit', () => {
  it('takes rows from 0; some may be on neither side, and other keys are left alone', () => {
    expect(readSplit('{"how":"by hand","train":[0,2],"test":[4]}', 'split.json', 5)).toEqual({
      train: [0, 2],
      test: [4],
    });
  });

  it.each([
    ['{', 'split.json is not JSON'],
    ['[]', 'split.json: the file: expected keys and values, not a list of 0'],
    ['{"train":[0]}', 'split.json: test: expected a list, but it is missing: add it'],
    ['{"train":[0],"test":[]}', 'split.json: test: expected a list of at least 1, not a list of 0'],
    ['{"train":[0.5],"test":[1]}', 'split.json: train.0: expected a whole number, not 0.5'],
    ['{"train":[-1],"test":[1]}', 'split.json'],
    ['{"train":[0],"test":[5]}', 'there is no row 5, the data has 5 rows'],
    ['{"train":[0,1],"test":[1]}', 'row 1 is named twice'],
  ])('refuses %s', (text, message) => {
    expect(() => readSplit(text, 'split.json', 5)).toThrow(UsageError);
    expect(() => readSplit(text, 'split.json', 5)).toThrow(message);
  });
});

describe('splitAfter', () => {
  it('learns from the first file and judges by the second', () => {
    expect(splitAfter(3, 5)).toEqual({ train: [0, 1, 2], test: [3, 4] });
  });
});
