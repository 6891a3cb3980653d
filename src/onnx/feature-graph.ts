import { type FeaturePlan, featureNames } from '../contracts/feature-plan.ts';
import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { ModelRows } from '../serve/model-rows.ts';
import { createSession } from '../serve/onnx-runtime.ts';
import type { Table } from '../tabular/table.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel } from './onnx-model.ts';
import { addPreprocessing, graphInputs } from './preprocessing.ts';
import { runOnRows, runOnTable } from './score-table.ts';

/**
 * Makes the features of every row with the graph that models contain, in batches: what a model learns from is what it
 * will be asked with.
 *
 * @throws InvalidDataError when the table lacks one of the raw columns or holds another type in it
 */
export async function makeFeatures(plan: FeaturePlan, table: Table): Promise<FeatureMatrix> {
  const names = featureNames(plan);
  return {
    names,
    rowCount: table.rowCount,
    values: await runOnTable(featureGraph(plan), plan, table, () => 'features'),
  };
}

/** The same of rows that are read already. */
export async function makeFeaturesOfRows(plan: FeaturePlan, rows: ModelRows): Promise<FeatureMatrix> {
  const session = await createSession(featureGraph(plan));
  try {
    return { names: featureNames(plan), rowCount: rows.rowCount, values: await runOnRows(session, rows, 'features') };
  } finally {
    await session.release();
  }
}

function featureGraph(plan: FeaturePlan): Uint8Array {
  const graph = new GraphBuilder();
  graph.node('Identity', [addPreprocessing(graph, plan)], { output: 'features' });
  return encodeModel({
    graphName: 'driftloop-features',
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: graphInputs(plan),
    outputs: [{ name: 'features', type: 'float', dims: ['N', featureNames(plan).length] }],
    metadata: {},
  });
}
