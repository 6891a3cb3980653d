import { type FeaturePlan, featureNames } from '../contracts/feature-plan.ts';
import type { FeatureMatrix } from '../featurize/feature-matrix.ts';
import type { Table } from '../tabular/table.ts';
import { GraphBuilder } from './graph-builder.ts';
import { encodeModel } from './onnx-model.ts';
import { addPreprocessing, graphInputs } from './preprocessing.ts';
import { runOnTable } from './score-table.ts';

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
