import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import type { FeaturePlan } from '#src/contracts/feature-plan.ts';
import { applyFeaturePlan } from '#src/featurize/apply-feature-plan.ts';
import { fitFeaturePlan } from '#src/featurize/fit-feature-plan.ts';
import { GraphBuilder } from '#src/onnx/graph-builder.ts';
import { encodeModel } from '#src/onnx/onnx-model.ts';
import { addPreprocessing, graphInputs } from '#src/onnx/preprocessing.ts';
import { scoreTable } from '#src/onnx/score-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { projectOf } from '#test/support/projects.ts';

/** The features as a graph of nothing but the preprocessing makes them. */
function throughOnnx(plan: FeaturePlan, table: Table): Promise<Float32Array> {
  const graph = new GraphBuilder();
  graph.node('Identity', [addPreprocessing(graph, plan)], { output: 'prediction' });
  const onnx = encodeModel({
    graphName: 'preprocessing',
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: graphInputs(plan),
    outputs: [{ name: 'prediction', type: 'float', dims: ['N', 'features'] }],
    metadata: {},
  });
  return scoreTable(onnx, plan, table);
}

/** Without the sign of zeros, which the runtime's `Where` loses and no comparison sees. */
const unsigned = (values: Float32Array): Float32Array => values.map((value) => value + 0);

const number = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(null, 0, 1, -1, 2 ** 24 + 1) },
  { weight: 1, arbitrary: fc.constantFrom(1e39, -1e39, Number.POSITIVE_INFINITY, 1e-40, 3e38) },
);
const text = fc.oneof(
  fc.constantFrom(null, 'a', 'b', 'c', 'ä', 'a ', '\u{1f347}', '0', 'NaN'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((value) => !value.includes('\0')),
);
const row = fc.record({ m: number, n: number, s: text, t: text });
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('m', 'n', '`n`', 'm'),
    fc.double({ min: 0, max: 1e6, noNaN: true }).map((value) => `(${value} * n)`),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/'), tie('expression'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('expression').map((inner) => `-${inner}`),
  ),
}));

const settings = fc.record({
  encode: fc.constantFrom('ordinal', 'onehot', 'frequency'),
  impute: fc.constantFrom('none', 'mean', 'median', 'zero'),
  derived: fc.record({ x: expression, y: expression }),
});

describe('the preprocessing in the ONNX graph', () => {
  it.prop([fc.array(row, { minLength: 4, maxLength: 12 }), settings], { numRuns: 150 })(
    'gives the same bits as applyFeaturePlan, for known, unseen, missing and infinite values',
    async (rows, features) => {
      const table = tableOf(
        texts('s', ['a', ...rows.map(({ s }) => s)]),
        numbers('m', [1, ...rows.map(({ m }) => m)]),
        texts('t', ['b', ...rows.map(({ t }) => t)]),
        numbers('n', [2, ...rows.map(({ n }) => n)]),
      );
      const categorical = { type: 'categorical' };
      const project = projectOf({ columns: { s: categorical, t: categorical }, features });
      const plan = fitFeaturePlan(table, [0, 1, 2], project);
      expect(unsigned(await throughOnnx(plan, table))).toEqual(unsigned(applyFeaturePlan(plan, table).values));
    },
  );

  it.each([
    ['numbers only', tableOf(numbers('a', [1, null]), numbers('b', [0, 1], 'boolean'))],
    ['texts only', tableOf(texts('a', ['x', null]))],
  ])('needs no other input for %s', async (_, table) => {
    const plan = fitFeaturePlan(table, [0, 1], projectOf({ columns: { a: { type: 'categorical' } } }));
    expect(graphInputs(plan)).toHaveLength(1);
    expect(await throughOnnx(plan, table)).toEqual(applyFeaturePlan(plan, table).values);
  });

  it('takes only some of the raw numbers as features, in another order', async () => {
    const table = tableOf(numbers('a', [1, 2]), numbers('b', [3, 4]), numbers('c', [5, 6]));
    const step = (name: string) => ({ kind: 'numeric', feature: name, column: name, fill: null }) as const;
    const rawColumns = ['a', 'b', 'c'].map((name) => ({ name, storage: 'float' }) as const);
    expect(Array.from(await throughOnnx({ rawColumns, steps: [step('c'), step('a')] }, table))).toEqual([5, 1, 6, 2]);
  });
});
