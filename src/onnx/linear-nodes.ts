import type { GraphBuilder } from './graph-builder.ts';
import type { CategoryTerm, LinearModel, NumberTerm } from './linear-model.ts';
import { DATA_TYPE } from './onnx-model.ts';

/** By these names the terms are found again in a model. */
export const LINEAR_NUMBERS = 'linear_numbers';
export const LINEAR_CATEGORY = 'linear_category_';

/**
 * Adds the sums of a linear model.
 *
 * @param features - the name of the features, float32 [N, features]
 * @returns the name of the raw scores, float32 [N, outputs]
 */
export function addLinearModel(graph: GraphBuilder, features: string, model: LinearModel): string {
  const { intercepts, numbers, categories } = model;
  const constant = graph.floats(intercepts, [1, intercepts.length]);
  const sums = categories.map((term, at) => addCategory(graph, features, term, at, intercepts.length));
  if (numbers.length > 0) sums.push(addNumbers(graph, features, numbers));
  return sums.reduce((total, sum) => graph.node('Add', [total, sum]), constant);
}

function addNumbers(graph: GraphBuilder, features: string, terms: readonly NumberTerm[]): string {
  const row = (values: readonly number[]) => graph.floats(values, [1, values.length]);
  const chosen = graph.columns(
    features,
    terms.map(({ feature }) => feature),
  );
  const centred = graph.node('Sub', [chosen, row(terms.map(({ mean }) => mean))]);
  const standardised = graph.node('Div', [centred, row(terms.map(({ deviation }) => deviation))]);
  const present = graph.node('Where', [graph.node('IsNaN', [standardised]), row([0]), standardised]);
  const weights = terms.map((term) => term.weights);
  return graph.node('MatMul', [present, matrix(graph, weights)], { output: LINEAR_NUMBERS });
}

/** Looks the category's weights up; a row of zeros after the last one is for a missing category. */
function addCategory(
  graph: GraphBuilder,
  features: string,
  { feature, weights }: CategoryTerm,
  at: number,
  outputs: number,
): string {
  const code = graph.node('Squeeze', [graph.columns(features, [feature]), graph.positions([1])]);
  const none = graph.floats([weights.length], [1]);
  const place = graph.node('Where', [graph.node('IsNaN', [code]), none, code]);
  const position = graph.node('Cast', [place], { attributes: { to: { i: DATA_TYPE.int64 } } });
  const table = matrix(graph, [...weights, new Array<number>(outputs).fill(0)]);
  const output = `${LINEAR_CATEGORY}${at}`;
  return graph.node('Gather', [table, position], { attributes: { axis: { i: 0 } }, output });
}

const matrix = (graph: GraphBuilder, rows: readonly (readonly number[])[]): string =>
  graph.floats(rows.flat(), [rows.length, rows[0]!.length]);
