import { createHash } from 'node:crypto';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { executionName, fingerprint } from '#src/detect/execution-name.ts';

const upload = { team: 'demo', project: 'wine', version: 'v2', fingerprint: 'f'.repeat(64) };
const name = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);
const version = fc.stringMatching(/^v[1-9][0-9]{0,8}$/);

describe('fingerprint', () => {
  test('is the digest of key and S3 version', () => {
    const expected = createHash('sha256').update('demo/wine/raw/v2.csv\nabc').digest('hex');
    expect(fingerprint({ key: 'demo/wine/raw/v2.csv', versionId: 'abc' })).toBe(expected);
  });

  test('a second upload of the same name differs', () => {
    const key = 'demo/wine/raw/v2.csv';
    expect(fingerprint({ key, versionId: '1' })).not.toBe(fingerprint({ key, versionId: '2' }));
  });
});

describe('executionName', () => {
  test('names project, version and a digest of the upload', () => {
    const digest = createHash('sha256').update(`demo/wine/v2/${upload.fingerprint}`).digest('hex').slice(0, 16);
    expect(executionName(upload)).toBe(`wine-v2-${digest}`);
  });

  test('long projects that begin alike stay apart', () => {
    const long = 'x'.repeat(62);
    const [a, b] = ['a', 'b'].map((last) => executionName({ ...upload, project: long + last }));
    expect(a).toHaveLength(80);
    expect(a).not.toBe(b);
  });

  property.prop([name, name, version])('is one that Step Functions takes', (team, project, dataVersion) => {
    expect(executionName({ ...upload, team, project, version: dataVersion })).toMatch(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    );
  });
});
