import { describe, expect, it } from 'vitest';
import { describeError } from '#src/cli/describe-error.ts';
import { NotFoundError } from '#src/errors.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe('describeError', () => {
  it('gives our own errors as the sentences that they are', () => {
    expect(describeError(new NotFoundError('there is no project "x"'), false)).toBe('error: there is no project "x"');
  });

  it.each([
    [named('AccessDenied', 'not allowed'), 'error: AccessDenied: not allowed'],
    [named('CredentialsProviderError', 'Could not load'), 'error: no AWS credentials were found: sign in'],
    [new Error('Region is missing'), 'error: no AWS region is set: set AWS_REGION'],
    [
      Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { code: 'ECONNREFUSED' }),
      'error: connect ECONNREFUSED',
    ],
    [new AggregateError([new Error('connect refused')]), 'error: AggregateError: connect refused'],
  ])('says what %s means, and that --debug tells more', (error, sentence) => {
    const described = describeError(error, false);
    expect(described).toContain(sentence);
    expect(described).toMatch(/\n\(--debug shows where this comes from\)$/);
    expect(described).not.toContain('    at ');
  });

  it('shows the whole chain of causes when debugging', () => {
    const cause = new Error('the disk is full');
    const described = describeError(new NotFoundError('no file', { cause }), true);
    expect(described).toMatch(/^error: NotFoundError: no file\n +at /);
    expect(described).toContain('\ncaused by: Error: the disk is full\n');
  });
});
