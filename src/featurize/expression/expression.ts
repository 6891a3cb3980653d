export type Operator = '+' | '-' | '*' | '/';

/** Arithmetic on number columns, as a tree; both the evaluation in TypeScript and the ONNX graph are made from it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

/** The columns that the expression names, each once, in order of appearance. */
export function columnsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
      return [];
    case 'column':
      return [expression.name];
    case 'negate':
      return columnsOf(expression.operand);
    case 'binary':
      return [...new Set([...columnsOf(expression.left), ...columnsOf(expression.right)])];
  }
}
