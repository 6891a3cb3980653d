import { describe, expect, it } from 'vitest';
import { batchManifest } from '#src/batch/batch-manifest.ts';
import type { BatchFileResult, BatchItem } from '#src/contracts/batch.ts';
import { refTo } from '#test/support/model-manifests.ts';

const batch = { team: 'demo', project: 'wine', batchId: 'api-1' };
const request = { batch, requestedAt: '2026-01-01T00:00:00Z', files: null, onlyNew: false };
const model = { version: 3, manifest: refTo('manifest') };
const item = (index: number): BatchItem => {
  const file = { name: `${index}.csv`, bucket: 'data', key: `k/${index}.csv`, versionId: '1', bytes: 1 };
  return { batch, index, model, file };
};
const items = [item(0), item(1), item(2)];
const scored = (index: number, rows: number): [number, BatchFileResult] => [
  index,
  { status: 'scored', file: item(index).file, rows, output: refTo('output') },
];
const finished = { request, finishedAt: '2026-01-01T00:01:00Z', model, items, error: null };

describe('batchManifest', () => {
  it('counts the rows of the files that were scored', () => {
    const results = new Map([scored(0, 10), scored(1, 20), scored(2, 0)]);
    const account = batchManifest({ ...finished, results, mapped: [null, null, null] });
    expect(account).toMatchObject({ ...batch, status: 'completed', model, rows: 30, error: null });
    expect(account.files.map(({ file }) => file.name)).toEqual(['0.csv', '1.csv', '2.csv']);
  });

  it('says of a file without a result why it crashed, or that it did', () => {
    const mapped = [
      null,
      { index: 1, error: { name: 'Lambda.Unknown', message: '{"errorMessage":"out of memory"}' } },
      { unknown: 'shape' },
    ];
    const { files } = batchManifest({ ...finished, results: new Map([scored(0, 10)]), mapped });
    expect(files.slice(1)).toMatchObject([
      { status: 'failed', error: { name: 'Lambda.Unknown', message: 'out of memory' } },
      { status: 'failed', error: { name: 'NoResult' } },
    ]);
  });

  it('takes a result for truth although an attempt after it crashed', () => {
    const mapped = [{ index: 0, error: { name: 'States.Timeout', message: 'late' } }];
    const { files } = batchManifest({ ...finished, items: [item(0)], results: new Map([scored(0, 10)]), mapped });
    expect(files[0]?.status).toBe('scored');
  });

  it('is an account of failure, too', () => {
    const error = { name: 'NoProductionModelError', message: 'no model' };
    const account = batchManifest({ ...finished, items: [], model: null, results: new Map(), mapped: [], error });
    expect(account).toMatchObject({ status: 'failed', model: null, rows: 0, files: [], error });
  });
});
