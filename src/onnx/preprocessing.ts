import type { FeaturePlan, FeatureStep, Scaling } from '../contracts/feature-plan.ts';
import { kindsOf } from '../featurize/column-kind.ts';
import { derivedFormula } from '../featurize/derived-formula.ts';
import { columnSlots, widthOf } from '../serve/model-rows.ts';
import { addEncoding } from './encodings.ts';
import { FormulaNodes } from './formula-nodes.ts';
import type { GraphBuilder } from './graph-builder.ts';
import type { OnnxValue } from './onnx-model.ts';
import { RawNodes } from './raw-nodes.ts';

/** The graph's inputs for the plan's raw columns; one without columns is left out. */
export function graphInputs({ rawColumns }: FeaturePlan): OnnxValue[] {
  const slots = columnSlots(rawColumns);
  const inputs: OnnxValue[] = [
    { name: 'numbers', type: 'float', dims: ['N', widthOf(slots, 'numbers')] },
    { name: 'strings', type: 'string', dims: ['N', widthOf(slots, 'strings')] },
  ];
  return inputs.filter(({ dims }) => dims[1] !== 0);
}

/**
 * Compiles the plan: from the raw columns to the features, as `applyFeaturePlan` makes them.
 * @returns the name of the features, float32 [N, features]
 */
export function addPreprocessing(graph: GraphBuilder, { rawColumns, steps, scaling }: FeaturePlan): string {
  const raw = new RawNodes(graph, rawColumns);
  const formulas = new FormulaNodes(graph, raw);
  const kinds = kindsOf(rawColumns);
  const parts = runsOf(steps).map((run) => {
    if (Array.isArray(run)) return raw.plain(run.map(({ column }) => column));
    if (run.kind !== 'derived') return addEncoding(graph, run, raw.text(run.column));
    const result = formulas.add(derivedFormula(run.feature, run.expression, kinds));
    return withoutInfinities(graph, result, run.fill);
  });
  const [only, ...others] = parts;
  const features = only !== undefined && others.length === 0 ? only : graph.beside(parts);
  return scaling ? addScaling(graph, features, scaling) : features;
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

/** As float32, with the fill value, or NaN, where the result is missing or infinite. */
function withoutInfinities(graph: GraphBuilder, result: string, fill = Number.NaN): string {
  const value = graph.cast(result, 'float');
  const isMissing = graph.node('Or', [graph.node('IsNaN', [value]), graph.node('IsInf', [value])]);
  return graph.node('Where', [isMissing, graph.floats([fill], [1, 1]), value]);
}

function addScaling(graph: GraphBuilder, features: string, { centers, scales }: Scaling): string {
  const centered = graph.node('Sub', [features, graph.floats(centers, [1, centers.length])]);
  const scaled = graph.node('Div', [centered, graph.floats(scales, [1, scales.length])]);
  return graph.node('Where', [graph.node('IsInf', [scaled]), graph.floats([Number.NaN], [1, 1]), scaled]);
}
