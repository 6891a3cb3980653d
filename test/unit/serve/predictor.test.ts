import { describe, expect, it } from 'vitest';
import { createPredictor } from '#src/serve/predictor.ts';
import { columns, manifestFor } from '#test/support/model-manifests.ts';
import { tinyModel } from '#test/support/tiny-onnx.ts';

const identity = tinyModel({
  weights: [
    [1, 0],
    [0, 1],
  ],
  task: 'classification',
});

describe('createPredictor', () => {
  it("gives the class of the largest probability, in the target's own values", async () => {
    const { predict } = await createPredictor(manifestFor(identity, { classes: ['barolo', 'chianti'] }), identity);
    const answer = await predict({ rowCount: 2, numbers: Float32Array.of(1, 3, 2, -1), strings: [] });
    expect(answer.predictions).toEqual(['chianti', 'barolo']);
    const [first = []] = answer.probabilities ?? [];
    expect(first[1]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(first[0]! + first[1]!).toBeCloseTo(1, 6);
  });

  it('gives the first of equally probable classes', async () => {
    const { predict } = await createPredictor(manifestFor(identity, { classes: [false, true] }), identity);
    expect((await predict({ rowCount: 1, numbers: Float32Array.of(1, 1), strings: [] })).predictions).toEqual([false]);
  });

  it("gives a regression's numbers, and no probabilities", async () => {
    const bytes = tinyModel({ weights: [[2], [0.5]], task: 'regression' });
    const { predict } = await createPredictor(manifestFor(bytes, { task: 'regression', classes: [] }), bytes);
    const answer = await predict({ rowCount: 2, numbers: Float32Array.of(1, 2, Number.NaN, 4), strings: [] });
    expect(answer).toEqual({ predictions: [3, 2] });
  });

  it('feeds text columns too, alone and beside numbers', async () => {
    const texts = { columns: 1, numbers: { red: 10, white: 20 } };
    const mixed = tinyModel({ weights: [[1], [1]], task: 'regression', texts });
    const rawColumns = [...columns('string', 'colour'), ...columns('float', 'hue')];
    const manifest = manifestFor(mixed, { task: 'regression', features: { rawColumns, steps: [] } });
    const both = await createPredictor(manifest, mixed);
    const rows = { rowCount: 3, numbers: Float32Array.of(1, 2, 3), strings: ['white', 'red', ''] };
    expect((await both.predict(rows)).predictions).toEqual([21, 12, 3]);

    const alone = tinyModel({ weights: [[1]], task: 'regression', texts });
    const features = { rawColumns: columns('string', 'colour'), steps: [] };
    const only = await createPredictor(manifestFor(alone, { task: 'regression', features }), alone);
    const onlyRows = { rowCount: 1, numbers: new Float32Array(), strings: ['white'] };
    expect((await only.predict(onlyRows)).predictions).toEqual([20]);
  });

  it.each(['\ud800', 'a\0b', '🍷', 'x'.repeat(100_000)])('survives odd texts (%#)', async (text) => {
    const bytes = tinyModel({ weights: [[1]], task: 'regression', texts: { columns: 1, numbers: { red: 1 } } });
    const features = { rawColumns: columns('string', 'colour'), steps: [] };
    const { predict } = await createPredictor(manifestFor(bytes, { task: 'regression', features }), bytes);
    const answer = await predict({ rowCount: 1, numbers: new Float32Array(), strings: [text] });
    expect(answer.predictions).toEqual([0]);
  });

  it('does not take a model for one that it is not', async () => {
    const { predict } = await createPredictor(manifestFor(identity, { classes: [1, 2, 3] }), identity);
    await expect(predict({ rowCount: 1, numbers: Float32Array.of(1, 1), strings: [] })).rejects.toThrow(TypeError);
  });
});
