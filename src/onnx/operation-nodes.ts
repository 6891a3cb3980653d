import type { Operation } from '../featurize/expression/formula.ts';
import { calendarOf } from './calendar.ts';
import type { GraphBuilder } from './graph-builder.ts';

/** Compiles an operation on doubles [N, 1]. */
type Compile = (graph: GraphBuilder, operands: readonly string[]) => string;

const single =
  (opType: string): Compile =>
  (graph, operands) =>
    graph.node(opType, operands);

/** A comparison as 1 or 0; NaN where an operand is NaN, which ONNX's own comparisons take for false. */
const truth =
  (opType: string): Compile =>
  (graph, [left = '', right = '']) =>
    whereNumbers(graph, [left, right], graph.node(opType, [left, right]));

const connective =
  (opType: string): Compile =>
  (graph, operands) =>
    whereNumbers(
      graph,
      operands,
      graph.node(
        opType,
        operands.map((operand) => isTrue(graph, operand)),
      ),
    );

function whereNumbers(graph: GraphBuilder, operands: readonly string[], is: string): string {
  const missing = operands.map((operand) => graph.node('IsNaN', [operand])).reduce((a, b) => graph.node('Or', [a, b]));
  return graph.node('Where', [missing, constant(graph, Number.NaN), graph.cast(is, 'double')]);
}

const isTrue = (graph: GraphBuilder, operand: string): string =>
  graph.node('Not', [graph.node('Equal', [operand, constant(graph, 0)])]);

const constant = (graph: GraphBuilder, value: number): string => graph.doubles([value], [1, 1]);

/** Below this a series is exact where the plain form would cancel digits. */
const SMALL = 1e-4;

/** `plain`, but c₁x + c₂x² + … where x is small. */
function nearZero(graph: GraphBuilder, x: string, coefficients: readonly number[], plain: string): string {
  const polynomial = coefficients.reduceRight(
    (sum, coefficient) => graph.node('Mul', [graph.node('Add', [sum, constant(graph, coefficient)]), x]),
    constant(graph, 0),
  );
  const isSmall = graph.node('Less', [graph.node('Abs', [x]), constant(graph, SMALL)]);
  return graph.node('Where', [isSmall, polynomial, plain]);
}

const part =
  (name: 'year' | 'month' | 'day'): Compile =>
  (graph, [days = '']) =>
    calendarOf(graph, days)[name];

export const operationNodes: Readonly<Record<Operation, Compile>> = {
  add: single('Add'),
  subtract: single('Sub'),
  multiply: single('Mul'),
  divide: single('Div'),
  negate: single('Neg'),
  less: truth('Less'),
  atMost: truth('LessOrEqual'),
  equal: truth('Equal'),
  and: connective('And'),
  or: connective('Or'),
  not: (graph, [operand = '']) => whereNumbers(graph, [operand], graph.node('Equal', [operand, constant(graph, 0)])),
  if: (graph, [condition = '', yes = '', no = '']) =>
    graph.node('Where', [
      graph.node('IsNaN', [condition]),
      condition,
      graph.node('Where', [isTrue(graph, condition), yes, no]),
    ]),
  coalesce: (graph, [first = '', second = '']) => graph.node('Where', [graph.node('IsNaN', [first]), second, first]),
  smaller: single('Min'),
  larger: single('Max'),
  absolute: single('Abs'),
  floor: single('Floor'),
  squareRoot: single('Sqrt'),
  power: (graph, [base = '', exponent = '']) =>
    graph.node('Where', [graph.node('IsNaN', [base]), base, graph.node('Pow', [base, exponent])]),
  exponential: single('Exp'),
  logarithm: single('Log'),
  expm1: (graph, [x = '']) =>
    nearZero(graph, x, [1, 1 / 2, 1 / 6, 1 / 24], graph.node('Sub', [graph.node('Exp', [x]), constant(graph, 1)])),
  log1p: (graph, [x = '']) =>
    nearZero(graph, x, [1, -1 / 2, 1 / 3, -1 / 4], graph.node('Log', [graph.node('Add', [x, constant(graph, 1)])])),
  year: part('year'),
  month: part('month'),
  day: part('day'),
};
