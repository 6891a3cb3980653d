import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { batchOutputKey } from '#src/batch/batch-keys.ts';
import { BatchManifest, BatchRequest } from '#src/contracts/batch.ts';
import { memoryCloud, runCommand, ScriptedHistory } from '#test/support/memory-cloud.ts';
import { refTo } from '#test/support/model-manifests.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { cloudWithModel } from '#test/support/trained-wine.ts';

const folder = temporaryFolder();
const data = folder.write('wines.csv', 'alcohol,hue\n1,2\n');

/** A cloud whose batch workflow ends at once, with every file scored or none. */
async function cloudThatScores(scored: boolean) {
  const cloud = await cloudWithModel(folder.path('baseline.parquet'));
  const batchWorkflow = {
    start: async (_name: string, input: unknown) => {
      const { batch, requestedAt, files } = BatchRequest.parse(input);
      const [name = ''] = files ?? [];
      const output = await cloud.artifacts.write('data', batchOutputKey(batch, name), 'alcohol,prediction\n1,2\n', '');
      const { bucket, key, versionId, bytes } = refTo('input', `demo/wine/batch/input/${name}`);
      const file = { name, bucket, key, versionId, bytes };
      const error = { name: 'InvalidDataError', message: 'missing column "hue"' };
      const manifest = BatchManifest.parse({
        ...batch,
        status: 'completed',
        requestedAt,
        finishedAt: requestedAt,
        model: { version: 1, manifest: refTo('manifest') },
        rows: scored ? 1 : 0,
        files: [scored ? { status: 'scored', file, rows: 1, output } : { status: 'failed', file, error }],
        error: null,
      });
      await cloud.artifacts.write('data', batchOutputKey(batch, 'manifest.json'), JSON.stringify(manifest), '');
      return 'started' as const;
    },
  };
  const batchRuns = new ScriptedHistory([undefined, { status: 'SUCCEEDED', startedAt: 0, steps: [] }]);
  return { ...cloud, batchWorkflow, batchRuns };
}

describe('driftloop batch', () => {
  it('uploads the file, waits for its scores and fetches them', async () => {
    const cloud = await cloudThatScores(true);
    const out = folder.path('scored.csv');
    const { exitCode, stdout } = await runCommand(['batch', 'wine', data, '--json', '--out', out], async () => cloud);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'completed', rows: 1, files: [{ status: 'scored' }] });
    expect(await readFile(out, 'utf8')).toBe('alcohol,prediction\n1,2\n');
    const { bytes } = await cloud.artifacts.head('data', 'demo/wine/batch/input/wines.csv');
    expect(bytes).toBe(16);
  });

  it('fails with the reason when the file cannot be scored', async () => {
    const cloud = await cloudThatScores(false);
    const failed = await runCommand(['batch', 'wine', data], async () => cloud);
    expect(failed).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('missing column "hue"') });
  });

  it('does not start without a model to score with', async () => {
    const cloud = await cloudThatScores(true);
    const { registry } = memoryCloud();
    const refused = await runCommand(['batch', 'wine', data], async () => ({ ...cloud, registry }));
    expect(refused).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('no production model yet') });
    expect(await cloud.artifacts.list('data', 'demo/wine/batch/')).toEqual([]);
  });
});
