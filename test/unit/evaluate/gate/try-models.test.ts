import { describe, expect, it } from 'vitest';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import { IntegrityError } from '#src/errors.ts';
import { measureLatency } from '#src/evaluate/gate/measure-latency.ts';
import { tryModels } from '#src/evaluate/gate/try-models.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { columns, manifestFor } from '#test/support/model-manifests.ts';
import { wineModel } from '#test/support/trained-wine.ts';

const onnx = wineModel();
const candidate = (changes: Partial<ModelManifest> = {}) => ({ manifest: manifestFor(onnx, changes), onnx });
const table = tableOf(
  numbers('alcohol', [9, 0, 0]),
  numbers('hue', [0, 9, 0]),
  texts('city', ['Ulm', null, 'Bonn']),
  numbers('vat', [1, 2.5, null]),
);
const request = {
  current: candidate(),
  production: { ...candidate(), version: 3 },
  table,
  labels: Float32Array.of(0, 1, 2),
  segments: ['city', 'vat'],
};

describe('tryModels', () => {
  it('has both models predict, and reads the values of the segments', async () => {
    const { version, metrics, heldOut } = await tryModels({ ...request, unseen: { rows: [2], version: 'v2' } });
    expect({ version, metrics }).toEqual({ version: 3, metrics: { accuracy: 1 } });
    expect(heldOut?.production).toEqual(heldOut?.current);
    expect(heldOut?.unseen).toEqual({ rows: [2], version: 'v2' });
    expect([...(heldOut?.segments ?? [])]).toEqual([
      ['city', ['Ulm', 'missing', 'Bonn']],
      ['vat', ['1', '2.5', 'missing']],
    ]);
  });

  it('puts the classes of production in the order of the new model', async () => {
    const { heldOut } = await tryModels({
      ...request,
      production: { ...candidate({ classes: [2, 0, 7] }), version: 3 },
    });
    const probabilities = (outcome: unknown) => (outcome as { probabilities: Float32Array }).probabilities;
    const [current, production] = [probabilities(heldOut?.current), probabilities(heldOut?.production)];
    expect(current).toHaveLength(12);
    const own = (row: number) => Array.from(production.subarray(4 * row, 4 * row + 4));
    const plain = (row: number) => Array.from(current.subarray(4 * row, 4 * row + 4));
    // What production calls its first class is the new model's third, its second the first, and 7 is nobody else's.
    expect(own(0)).toEqual([plain(0)[1], 0, plain(0)[0], plain(0)[2]]);
    expect(plain(1)[3]).toBe(0);
  });

  it('says why production cannot be tried', async () => {
    const rawColumns = columns('float', 'acid', 'hue');
    const older = { ...candidate({ features: { rawColumns, steps: [] } }), version: 3 };
    expect(await tryModels({ ...request, production: older })).toEqual({
      version: 3,
      metrics: { accuracy: 1 },
      untried: 'it cannot predict the new rows: there is no column "acid"; the columns are alcohol, hue, city, vat',
    });
    const other = { ...candidate({ target: 'price', task: 'regression' }), version: 3 };
    expect(await tryModels({ ...request, production: other })).toEqual({
      version: 3,
      metrics: {},
      untried: 'production predicts price (regression)',
    });
  });

  it('trusts no other bytes than those that were registered', async () => {
    const tampered = { ...request.production, onnx: onnx.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) };
    await expect(tryModels({ ...request, production: tampered })).rejects.toThrow(IntegrityError);
  });

  it('needs the columns of the segments', async () => {
    await expect(tryModels({ ...request, segments: ['town'] })).rejects.toThrow(
      'gate.segments: there is no column "town"; the columns are alcohol, hue, city, vat',
    );
  });
});

describe('measureLatency', () => {
  it('is the median of the times, without the warm-up', async () => {
    let [calls, time] = [0, 0];
    const now = () => {
      calls += 1;
      // Every prediction takes 5 ms, the first twenty a second.
      if (calls % 2 === 0) time += calls <= 40 ? 1000 : 5;
      return time;
    };
    expect(await measureLatency(onnx, candidate().manifest.features, { table, rows: 7, now })).toBe(5);
  });
});
