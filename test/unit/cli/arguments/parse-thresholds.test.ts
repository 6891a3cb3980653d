import { describe, expect, it } from 'vitest';
import { parseThresholds } from '#src/cli/arguments/parse-thresholds.ts';
import { UsageError } from '#src/cli/usage-error.ts';

describe('parseThresholds', () => {
  it('tells a threshold for every column from one for a column', () => {
    expect(parseThresholds(['0.2', 'age=0', 'a=b=1e-3'])).toEqual({
      threshold: 0.2,
      thresholds: { age: 0, 'a=b': 0.001 },
    });
    expect(parseThresholds([])).toEqual({ thresholds: {} });
  });

  it('takes the last of several for the same columns', () => {
    expect(parseThresholds(['0.2', 'age=1', '0.3', 'age=2'])).toEqual({ threshold: 0.3, thresholds: { age: 2 } });
  });

  it.each(['', ' ', 'age=', 'much', 'age=0,2', '-0.1', 'NaN', 'Infinity'])('refuses "%s"', (value) => {
    expect(() => parseThresholds([value])).toThrow(UsageError);
    expect(() => parseThresholds([value])).toThrow(`--threshold ${value}: the threshold is a number`);
  });
});
