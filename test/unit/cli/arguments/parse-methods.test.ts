import { describe, expect, it } from 'vitest';
import { parseMethods } from '#src/cli/arguments/parse-methods.ts';
import { UsageError } from '#src/cli/usage-error.ts';

describe('parseMethods', () => {
  it('tells a test for every column from one for a column', async () => {
    expect(await parseMethods(['psi', 'age=ks', 'a=b=z'])).toEqual({
      method: 'psi',
      methods: { age: 'ks', 'a=b': 'z' },
    });
    expect(await parseMethods([])).toEqual({ methods: {} });
  });

  it('names the tests there are when one is unknown', async () => {
    await expect(parseMethods(['age=pst'])).rejects.toThrow(UsageError);
    await expect(parseMethods(['pst'])).rejects.toThrow(/--method pst: no such test; use one of ks, chisquare/);
  });
});
