import type { Expression, Operator } from '../featurize/expression/expression.ts';
import type { GraphBuilder } from './graph-builder.ts';

const OPERATIONS: Readonly<Record<Operator, string>> = { '+': 'Add', '-': 'Sub', '*': 'Mul', '/': 'Div' };

/**
 * Compiles an expression that names at least one column.
 *
 * @param column - the name of a column's values, float32 [N, 1]
 * @returns the name of the result, float32 [N, 1]
 */
export function addExpression(graph: GraphBuilder, expression: Expression, column: (name: string) => string): string {
  switch (expression.kind) {
    case 'number':
      return graph.floats([expression.value], [1, 1]);
    case 'column':
      return column(expression.name);
    case 'negate':
      return graph.node('Neg', [addExpression(graph, expression.operand, column)]);
    case 'binary': {
      const left = addExpression(graph, expression.left, column);
      const right = addExpression(graph, expression.right, column);
      return graph.node(OPERATIONS[expression.operator], [left, right]);
    }
  }
}
