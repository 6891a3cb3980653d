import { describe, expect, it } from 'vitest';
import { IntegrityError } from '#src/errors.ts';
import { checkModel, loadModel, MAX_MODEL_BYTES } from '#src/serve/load-model.ts';
import { manifestFor, refTo } from '#test/support/model-manifests.ts';
import { graph, model, node, tensor, tinyModel } from '#test/support/tiny-onnx.ts';

const good = tinyModel({
  weights: [
    [1, 0, 0],
    [0, 1, 0],
  ],
  task: 'classification',
});

describe('loadModel', () => {
  it('loads a model whose bytes are the recorded ones', async () => {
    const { predict } = await loadModel(manifestFor(good), good);
    const { predictions } = await predict({ rowCount: 1, numbers: Float32Array.of(0, 5), strings: [] });
    expect(predictions).toEqual([1]);
  });

  it('refuses bytes of another digest, naming both', async () => {
    const changed = Uint8Array.from(good);
    changed[changed.length - 1]! ^= 1;
    await expect(loadModel(manifestFor(good), changed)).rejects.toThrow(
      new RegExp(`sha256 is [0-9a-f]{64}, its manifest says ${refTo(good).sha256}`),
    );
  });

  it('refuses a model above the size limit by its manifest already', async () => {
    const onnx = { ...refTo(good), bytes: MAX_MODEL_BYTES + 1 };
    await expect(loadModel(manifestFor(good, { onnx }), good)).rejects.toThrow(IntegrityError);
  });

  it('refuses a model that would open another file', () => {
    const bytes = model(graph({ nodes: [], tensors: [tensor('w', [1], [], [14, { int: 1 }])] }));
    expect(() => checkModel(manifestFor(bytes), bytes)).toThrow('keeps values in another file');
  });

  it('refuses operators beyond the standard, naming where they come from', () => {
    const bytes = model(graph({ nodes: [node('Shell', [], 'y', { domain: 'com.evil' })] }));
    expect(() => checkModel(manifestFor(bytes), bytes)).toThrow('operators of com.evil');
  });
});
