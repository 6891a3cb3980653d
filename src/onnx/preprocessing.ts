import type { FeaturePlan, FeatureStep } from '../contracts/feature-plan.ts';
import { parseExpression } from '../featurize/expression/parse-expression.ts';
import { addEncoding } from './encodings.ts';
import { addExpression } from './expression-nodes.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { OnnxValue } from './onnx-model.ts';

/** The graph's inputs for the plan's raw columns; one without columns is left out. */
export function graphInputs({ rawColumns }: FeaturePlan): OnnxValue[] {
  const strings = rawColumns.filter(({ storage }) => storage === 'string').length;
  const numbers = rawColumns.length - strings;
  const inputs: OnnxValue[] = [
    { name: 'numbers', type: 'float', dims: ['N', numbers] },
    { name: 'strings', type: 'string', dims: ['N', strings] },
  ];
  return inputs.filter(({ dims }) => dims[1] !== 0);
}

/**
 * Compiles the plan: from the raw columns to the features, as `applyFeaturePlan` makes them.
 * @returns the name of the features, float32 [N, features]
 */
export function addPreprocessing(graph: GraphBuilder, plan: FeaturePlan): string {
  const numberNames = plan.rawColumns.flatMap(({ name, storage }) => (storage === 'string' ? [] : [name]));
  const stringNames = plan.rawColumns.flatMap(({ name, storage }) => (storage === 'string' ? [name] : []));
  const filled = numberNames.length > 0 ? addFilling(graph, numberNames, plan.steps) : '';
  const number = (name: string) => graph.columns(filled, [numberNames.indexOf(name)]);
  const parts = runsOf(plan.steps).map((run) => {
    if (Array.isArray(run)) return addNumbers(graph, filled, run, numberNames);
    if (run.kind === 'derived') return addDerived(graph, run.expression, number);
    return addEncoding(graph, run, graph.columns('strings', [stringNames.indexOf(run.column)]));
  });
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : graph.beside(parts);
}

type NumericStep = Extract<FeatureStep, { kind: 'numeric' }>;
type OtherStep = Exclude<FeatureStep, NumericStep>;

/** The steps in order, neighbouring numeric ones together: they are one node. */
function runsOf(steps: readonly FeatureStep[]): (NumericStep[] | OtherStep)[] {
  const runs: (NumericStep[] | OtherStep)[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (step.kind !== 'numeric') runs.push(step);
    else if (Array.isArray(last)) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** Puts each column's fill value, or NaN, where a number is missing or infinite. */
function addFilling(graph: GraphBuilder, names: readonly string[], steps: readonly FeatureStep[]): string {
  const fills = new Map(steps.flatMap((step) => (step.kind === 'numeric' ? [[step.column, step.fill] as const] : [])));
  const row = graph.floats(
    names.map((name) => fills.get(name) ?? Number.NaN),
    [1, names.length],
  );
  const missing = graph.node('Or', [graph.node('IsNaN', ['numbers']), graph.node('IsInf', ['numbers'])]);
  return graph.node('Where', [missing, row, 'numbers']);
}

function addNumbers(graph: GraphBuilder, filled: string, run: readonly NumericStep[], names: readonly string[]) {
  const positions = run.map(({ column }) => names.indexOf(column));
  const isAll = positions.length === names.length && positions.every((position, index) => position === index);
  return isAll ? filled : graph.columns(filled, positions);
}

function addDerived(graph: GraphBuilder, expression: string, number: (name: string) => string): string {
  const value = addExpression(graph, parseExpression(expression), number);
  const nan = graph.floats([Number.NaN], [1, 1]);
  return graph.node('Where', [graph.node('IsInf', [value]), nan, value]);
}
