import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { IntegrityError } from '#src/errors.ts';
import { inspectOnnx } from '#src/serve/inspect-onnx.ts';
import { type Field, graph, message, model, node, tensor, tinyModel } from '#test/support/tiny-onnx.ts';

const EXTERNAL: Field = [14, { int: 1 }];
const LOCATION: Field = [13, message([1, 'location'], [2, '/etc/passwd'])];
const external = (...fields: Field[]) => tensor('w', [1], [], ...fields);
const withTensor = (bytes: Uint8Array) => model(graph({ nodes: [], tensors: [bytes] }));

/** A node whose attribute holds the given field. */
const nodeWith = (field: number, bytes: Uint8Array) =>
  node('If', [], 'y', { attributes: [message([1, 'a'], [field, bytes])] });
const inNode = (field: number, bytes: Uint8Array) => model(graph({ nodes: [nodeWith(field, bytes)] }));

describe('inspectOnnx', () => {
  it('finds nothing but the standard domains in a plain model', () => {
    const bytes = tinyModel({ weights: [[1], [2]], task: 'regression', texts: { columns: 1, numbers: { a: 1 } } });
    expect(inspectOnnx(bytes)).toEqual({ domains: new Set(['ai.onnx.ml']), hasExternalData: false });
  });

  it.each([
    ['an initializer', withTensor(external(EXTERNAL, LOCATION))],
    ['an initializer that only names the file', withTensor(external(LOCATION))],
    ['a sparse initializer', model(message([15, message([1, external(EXTERNAL)])]))],
    ['a constant', inNode(5, external(EXTERNAL))],
    ['a list of constants', inNode(10, external(EXTERNAL))],
    ['a sub-graph', inNode(6, graph({ nodes: [], tensors: [external(EXTERNAL)] }))],
    ['a function', model(graph({ nodes: [] }), [25, message([7, nodeWith(5, external(EXTERNAL))])])],
    [
      'training information',
      model(graph({ nodes: [] }), [20, message([1, graph({ nodes: [], tensors: [external(EXTERNAL)] })])]),
    ],
  ])('finds values in another file: %s', (_, bytes) => {
    expect(inspectOnnx(bytes).hasExternalData).toBe(true);
  });

  it('takes a data location that says "in here" for what it is', () => {
    expect(inspectOnnx(withTensor(external([14, { int: 0 }]))).hasExternalData).toBe(false);
  });

  it.each([
    ['the graph', model(graph({ nodes: [node('Run', [], 'y', { domain: 'evil' })] }))],
    ['a sub-graph', inNode(6, graph({ nodes: [node('Run', [], 'y', { domain: 'evil' })] }))],
    ['one of several sub-graphs', inNode(11, graph({ nodes: [node('Run', [], 'y', { domain: 'evil' })] }))],
    ['a function', model(graph({ nodes: [] }), [25, message([7, node('Run', [], 'y', { domain: 'evil' })])])],
  ])('finds a foreign operator in %s', (_, bytes) => {
    expect(inspectOnnx(bytes).domains).toContain('evil');
  });

  it('refuses nesting without end', () => {
    let bytes = graph({ nodes: [] });
    for (let level = 0; level < 100; level += 1) bytes = graph({ nodes: [nodeWith(6, bytes)] });
    expect(() => inspectOnnx(model(bytes))).toThrow(IntegrityError);
  });

  it.each([
    ['a text', new TextEncoder().encode('<html>not a model</html>')],
    ['a model cut short', tinyModel({ weights: [[1]], task: 'regression' }).subarray(0, -5)],
  ])('refuses %s', (_, bytes) => {
    expect(() => inspectOnnx(bytes)).toThrow(IntegrityError);
  });

  test.prop([fc.uint8Array({ maxLength: 200 })])('any bytes are inspected or refused', (bytes) => {
    try {
      expect(inspectOnnx(bytes).domains).toBeInstanceOf(Set);
    } catch (error) {
      expect(error).toBeInstanceOf(IntegrityError);
    }
  });
});
