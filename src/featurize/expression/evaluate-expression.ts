import type { Expression, Operator } from './expression.ts';

const OPERATIONS: Readonly<Record<Operator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/**
 * Evaluates the expression for every row in float32, as the ONNX graph does: a double holds the exact sum or product of
 * two floats, and enough digits of their quotient, so rounding it gives the float32 result.
 *
 * @param column - the values of a column, `rowCount` of them
 */
export function evaluateExpression(
  expression: Expression,
  rowCount: number,
  column: (name: string) => Float32Array,
): Float32Array {
  switch (expression.kind) {
    case 'number':
      return new Float32Array(rowCount).fill(expression.value);
    case 'column':
      return column(expression.name);
    case 'negate':
      return evaluateExpression(expression.operand, rowCount, column).map((value) => -value);
    case 'binary': {
      const operation = OPERATIONS[expression.operator];
      const left = evaluateExpression(expression.left, rowCount, column);
      const right = evaluateExpression(expression.right, rowCount, column);
      return left.map((value, row) => operation(value, right[row]!));
    }
  }
}
