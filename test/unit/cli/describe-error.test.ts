import { describe, expect, it } from 'vitest';
import { describeError, errorForPrograms } from '#src/cli/describe-error.ts';
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

  it.each([
    ['ENOENT', 'there is no file or folder x.csv: check the path'],
    ['EISDIR', 'x.csv is a folder: name a file'],
    ['EACCES', 'x.csv may not be read or written: change its permissions'],
    ['ENOSPC', 'the disk is full, so x.csv cannot be written: make room'],
  ])('says what the file system means by %s, and the remedy', (code, sentence) => {
    const error = Object.assign(new Error(`${code}: whatever`), { code, path: 'x.csv' });
    expect(describeError(error, false)).toBe(`error: ${sentence}`);
    expect(errorForPrograms(error)).toEqual({ error: { code, message: sentence } });
  });

  it('tells programs the name of an error of ours, or what was thrown', () => {
    expect(errorForPrograms(new NotFoundError('no x'))).toEqual({ error: { code: 'NotFoundError', message: 'no x' } });
    expect(errorForPrograms('no')).toEqual({ error: { code: 'Error', message: 'no' } });
  });

  it('shows the whole chain of causes when debugging', () => {
    const cause = new Error('the disk is full');
    const described = describeError(new NotFoundError('no file', { cause }), true);
    expect(described).toMatch(/^error: NotFoundError: no file\n +at /);
    expect(described).toContain('\ncaused by: Error: the disk is full\n');
  });
});
