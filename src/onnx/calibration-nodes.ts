import { type Calibration, NEAREST_TO_CERTAIN } from '../calibrate/calibration.ts';
import type { PiecewiseLinear } from '../calibrate/piecewise-linear.ts';
import type { LogisticLine } from '../calibrate/platt-scaling.ts';
import type { GraphBuilder } from './graph-builder.ts';

/**
 * Adds a function of each probability, class by class.
 *
 * @param probabilities - the name of the probabilities, float32 [N, functions of the calibration]
 * @returns the name of the calibrated ones, of the same shape; of more than two classes they do not add up to 1 yet
 */
export function addCalibration(graph: GraphBuilder, probabilities: string, calibration: Calibration): string {
  return calibration.method === 'isotonic'
    ? addCurves(graph, probabilities, calibration.curves)
    : addLines(graph, probabilities, calibration.lines, calibration.least);
}

/** Divides every row by its sum. @returns the name of the result, which is `output` */
export function addShares(graph: GraphBuilder, values: string, output: string): string {
  const sums = graph.node('ReduceSum', [values, graph.positions([1])], { attributes: { keepdims: { i: 1 } } });
  return graph.node('Div', [values, sums], { output });
}

/**
 * The value at the first knot, and what each stretch between two knots adds: its slope times how far it was gone.
 * Every addend only grows with the probability, so the sum does, too, however it is rounded.
 */
function addCurves(graph: GraphBuilder, probabilities: string, curves: readonly PiecewiseLinear[]): string {
  const width = Math.max(1, ...curves.map(({ x }) => x.length - 1));
  const perStretch = (of: (curve: PiecewiseLinear, place: number) => number, otherwise: number) =>
    graph.floats(
      curves.flatMap((curve) =>
        Array.from({ length: width }, (_, place) => (place < curve.x.length - 1 ? of(curve, place) : otherwise)),
      ),
      [1, curves.length, width],
    );
  const length = ({ x }: PiecewiseLinear, place: number) => x[place + 1]! - x[place]!;
  const starts = perStretch(({ x }, place) => x[place]!, 0);
  const lengths = perStretch(length, 0);
  const slopes = perStretch((curve, place) => (curve.y[place + 1]! - curve.y[place]!) / length(curve, place), 0);
  const apart = graph.node('Unsqueeze', [probabilities, graph.positions([2])]);
  const gone = graph.node('Max', [graph.node('Sub', [apart, starts]), graph.floats([0], [1, 1, 1])]);
  const added = graph.node('Mul', [graph.node('Min', [gone, lengths]), slopes]);
  const sum = graph.node('ReduceSum', [added, graph.positions([2])], { attributes: { keepdims: { i: 0 } } });
  const first = graph.floats(
    curves.map(({ y }) => y[0]!),
    [1, curves.length],
  );
  return graph.node('Add', [sum, first]);
}

function addLines(graph: GraphBuilder, probabilities: string, lines: readonly LogisticLine[], least: number): string {
  const row = (of: (line: LogisticLine) => number) => graph.floats(lines.map(of), [1, lines.length]);
  const scalar = (value: number) => graph.floats([value], []);
  const ends = [scalar(NEAREST_TO_CERTAIN), scalar(1 - NEAREST_TO_CERTAIN)];
  const known = graph.node('Clip', [probabilities, ...ends]);
  const odds = graph.node('Div', [known, graph.node('Sub', [scalar(1), known])]);
  const scaled = graph.node('Mul', [graph.node('Log', [odds]), row(({ slope }) => slope)]);
  const calibrated = graph.node('Sigmoid', [graph.node('Add', [scaled, row(({ intercept }) => intercept)])]);
  return graph.node('Clip', [calibrated, scalar(least), scalar(1 - least)]);
}
