import { IntegrityError } from '../errors.ts';
import type { LinearModel } from '../onnx/linear-model.ts';
import { LINEAR_CATEGORY, LINEAR_NUMBERS } from '../onnx/linear-nodes.ts';
import { type GraphNode, ReadGraph } from '../onnx/read-graph.ts';
import type { TreeEnsemble } from '../onnx/tree-ensemble.ts';
import { readCompactTrees } from './read-compact-trees.ts';
import { readTrees } from './read-trees.ts';

/**
 * Takes trees, or the terms of a linear model, back out of the ONNX file that they were written to.
 *
 * @throws IntegrityError when the file holds neither
 */
export function readPredictor(onnx: Uint8Array): TreeEnsemble | LinearModel {
  const graph = new ReadGraph(onnx);
  const trees = graph.nodes.find(({ opType }) => opType === 'TreeEnsembleRegressor');
  if (trees) return readTrees(trees);
  const compact = graph.nodes.find(({ opType }) => opType === 'TreeEnsemble');
  return compact ? readCompactTrees(graph, compact) : readLinear(graph);
}

function readLinear(graph: ReadGraph): LinearModel {
  const outputs = graph.nodes.flatMap(({ output }) => output);
  const categories = outputs.filter((name) => name.startsWith(LINEAR_CATEGORY));
  const numbers = outputs.filter((name) => name === LINEAR_NUMBERS);
  const [first] = [...categories, ...numbers];
  const sum = graph.nodes.find(({ opType, input }) => opType === 'Add' && input[1] === first);
  if (!sum) throw new IntegrityError('the model has neither trees nor linear terms: train it again');
  const intercepts = [...graph.constant(sum.input[0]).values];
  return {
    intercepts,
    numbers: numbers.flatMap((name) => readNumbers(graph, graph.maker(name))),
    categories: categories.map((name) => readCategory(graph, graph.maker(name))),
  };
}

/** MatMul(Where(IsNaN(x), 0, x), weights) with x = Div(Sub(columns, means), deviations) */
function readNumbers(graph: ReadGraph, { input: [present, matrix] }: GraphNode): LinearModel['numbers'] {
  const [centred, deviations] = graph.maker(graph.maker(present).input[2]).input;
  const [chosen, means] = graph.maker(centred).input;
  const [mean, deviation] = [graph.constant(means).values, graph.constant(deviations).values];
  const weights = rowsOf(graph.constant(matrix));
  const features = graph.constant(graph.maker(chosen).input[1]).values;
  return features.map((feature, at) => ({
    ...{ feature, mean: mean[at]!, deviation: deviation[at]!, weights: weights[at]! },
  }));
}

/** Gather(table, Cast(Where(IsNaN(code), none, code))) with code = Squeeze(Gather(features, position)) */
function readCategory(graph: ReadGraph, { input: [table, position] }: GraphNode): LinearModel['categories'][number] {
  const code = graph.maker(graph.maker(position).input[0]).input[2];
  const column = graph.maker(graph.maker(code).input[0]);
  const [feature] = graph.constant(column.input[1]).values;
  return { feature: feature!, weights: rowsOf(graph.constant(table)).slice(0, -1) };
}

function rowsOf({
  dims,
  values,
}: {
  readonly dims: readonly number[];
  readonly values: readonly number[];
}): number[][] {
  const [rows = 0, width = 0] = dims;
  return Array.from({ length: rows }, (_, row) => values.slice(row * width, (row + 1) * width));
}
