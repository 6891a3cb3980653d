import type { Calibration } from '../calibrate/calibration.ts';
import type { FeaturePlan } from '../contracts/feature-plan.ts';
import type { ClassLabel } from '../contracts/model-manifest.ts';
import type { Task } from '../contracts/project-file.ts';
import type { OnnxSettings } from '../contracts/settings/onnx.ts';
import { addCalibration, addShares } from './calibration-nodes.ts';
import { addCompactTrees, COVERS, coversOf } from './compact-trees.ts';
import { addTreeEnsemble } from './ensemble-nodes.ts';
import { GraphBuilder } from './graph-builder.ts';
import type { LinearModel } from './linear-model.ts';
import { addLinearModel } from './linear-nodes.ts';
import { DATA_TYPE, encodeModel, type OnnxValue } from './onnx-model.ts';
import { addPreprocessing, graphInputs } from './preprocessing.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** What a learner learns. */
export type Predictor = (TreeEnsemble | LinearModel) & {
  /** log: a regression whose scores are the logarithms of its predictions. */
  readonly link?: 'log';
};

export interface OnnxSource {
  readonly plan: FeaturePlan;
  readonly predictor: Predictor;
  readonly task: Task;
  readonly target: string;
  /** Empty for a regression. */
  readonly classes: readonly ClassLabel[];
  /** Two classes: the probability from which the label is 1; default: the most probable class. */
  readonly threshold?: number | undefined;
  /** Of the probabilities; default: they are what the learner says. */
  readonly calibration?: Calibration | undefined;
  /** Default: trees that every runtime since 1.12 reads, with what explanations need. */
  readonly form?: Pick<OnnxSettings, 'trees' | 'explain'> | undefined;
}

/**
 * Writes preprocessing and model as one graph. Inputs are `numbers` (float32 [N, k], the plan's raw columns that are no
 * texts, NaN for missing) and `strings` (string [N, m], the others, '' for missing); one without columns is left out.
 * Outputs are `label` (int64 [N], position of the most probable class) and `probabilities` (float32 [N, classes]), or
 * `prediction` (float32 [N, 1]) for a regression. The metadata say column names, classes, target and task, as JSON.
 *
 * @returns an ONNX file; the same source gives the same bytes
 */
export function modelToOnnx(source: OnnxSource): Uint8Array {
  const { plan, predictor, task, target, classes } = source;
  const graph = new GraphBuilder();
  const features = addPreprocessing(graph, plan);
  const isCompact = source.form?.trees === 'compact';
  const scores = addScores(graph, features, source);
  const covers = isCompact && source.form?.explain && 'trees' in predictor ? coversOf(predictor) : undefined;
  const outputs =
    task === 'regression' ? addPrediction(graph, scores, predictor) : addProbabilities(graph, scores, source);
  return encodeModel({
    graphName: 'driftloop',
    nodes: graph.nodes,
    constants: graph.constants,
    inputs: graphInputs(plan),
    outputs,
    metadata: {
      'driftloop.task': task,
      'driftloop.target': target,
      'driftloop.classes': JSON.stringify(classes),
      'driftloop.columns': JSON.stringify(plan.rawColumns),
      ...(covers && { [COVERS]: covers }),
    },
    mlVersion: isCompact ? 5 : 3,
  });
}

function addScores(graph: GraphBuilder, features: string, { predictor, form }: OnnxSource): string {
  if (!('trees' in predictor)) return addLinearModel(graph, features, predictor);
  if (form?.trees === 'compact') return addCompactTrees(graph, features, predictor);
  return addTreeEnsemble(graph, features, predictor, { covers: form?.explain ?? true });
}

function addPrediction(graph: GraphBuilder, scores: string, { link }: Predictor): OnnxValue[] {
  graph.node(link === 'log' ? 'Exp' : 'Identity', [scores], { output: 'prediction' });
  return [{ name: 'prediction', type: 'float', dims: ['N', 1] }];
}

function addProbabilities(graph: GraphBuilder, scores: string, source: OnnxSource): OnnxValue[] {
  const { task, classes, threshold, calibration } = source;
  const output = calibration ? undefined : 'probabilities';
  if (task === 'binary') {
    const said = addSoftmax(graph, graph.node('Mul', [scores, graph.floats([0, 1], [1, 2])]), output);
    if (calibration) {
      const second = addCalibration(graph, graph.columns(said, [1]), calibration);
      graph.beside([graph.node('Sub', [graph.floats([1], [1, 1]), second]), second], 'probabilities');
    }
    if (threshold !== undefined) return addThreshold(graph, graph.columns('probabilities', [1]), threshold);
  } else {
    const said = addSoftmax(graph, scores, output);
    if (calibration) addShares(graph, addCalibration(graph, said, calibration), 'probabilities');
  }
  graph.node('ArgMax', ['probabilities'], { attributes: { axis: { i: 1 }, keepdims: { i: 0 } }, output: 'label' });
  return labelled(classes.length);
}

/** Of two classes, too: the runtime's Sigmoid ends at 1e-8, and what is rarer than that would have no order. */
const addSoftmax = (graph: GraphBuilder, scores: string, output: string | undefined): string =>
  graph.node('Softmax', [scores], { attributes: { axis: { i: 1 } }, ...(output && { output }) });

const labelled = (length: number): OnnxValue[] => [
  { name: 'label', type: 'int64', dims: ['N'] },
  { name: 'probabilities', type: 'float', dims: ['N', length] },
];

function addThreshold(graph: GraphBuilder, second: string, threshold: number): OnnxValue[] {
  const isSecond = graph.node('GreaterOrEqual', [second, graph.floats([threshold], [1, 1])]);
  const flat = graph.node('Squeeze', [isSecond, graph.positions([1])]);
  graph.node('Cast', [flat], { attributes: { to: { i: DATA_TYPE.int64 } }, output: 'label' });
  return labelled(2);
}
