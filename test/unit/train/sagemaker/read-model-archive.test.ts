import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModelArchive } from '#src/train/sagemaker/read-model-archive.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { path, write } = temporaryFolder();
const bytes = (text: string) => new TextEncoder().encode(text);
const tar = (...options: string[]) => execFileSync('tar', ['-C', path(''), '-c', '-z', ...options]);
const refusal = (message: RegExp) =>
  expect.objectContaining({ name: 'ModelConversionError', message: expect.stringMatching(message) });

describe('readModelArchive', () => {
  it('finds the model among other files, whatever the kind of archive', () => {
    const long = 'a-name-of-more-than-a-hundred-characters-'.repeat(3); // an entry of its own in the newer kind
    for (const [name, body] of Object.entries({ 'xgboost-model': 'the model', other: 'x'.repeat(1000), [long]: '' })) {
      write(name, body);
    }
    for (const archive of [
      tar('--format=ustar', 'other', './xgboost-model'),
      tar('--format=pax', long, 'xgboost-model'),
    ]) {
      expect(new TextDecoder().decode(readModelArchive(archive))).toBe('the model');
    }
  });

  it('gives every byte of the model', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (model) => {
        write('xgboost-model', model);
        expect([...readModelArchive(tar('xgboost-model'))]).toEqual([...model]);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses what holds no model, is cut off, or is no archive', () => {
    write('other', 'x');
    expect(() => readModelArchive(tar('other'))).toThrow(refusal(/holds no xgboost-model, but other/));
    expect(() => readModelArchive(bytes('not gzip'))).toThrow(refusal(/cannot be unpacked/));
    expect(() => readModelArchive(gzipSync(bytes('x'.repeat(600))))).toThrow(refusal(/cut off/));
    write('xgboost-model', 'm'.repeat(2000));
    const whole = execFileSync('tar', ['-C', path(''), '-c', 'xgboost-model']);
    expect(() => readModelArchive(gzipSync(whole.subarray(0, 1024)))).toThrow(refusal(/cut off in xgboost-model/));
    expect(() => readModelArchive(gzipSync(new Uint8Array(10_240)))).toThrow(refusal(/but nothing/));
  });
});
