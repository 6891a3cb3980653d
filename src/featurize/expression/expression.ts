export type Operator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=';

/** An expression as it is written, as a tree. Positions are 0-based characters of the text. */
export type Expression = { readonly position: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
);

/** The columns that the expression names, each once, in order of appearance. */
export function columnsOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return [];
    case 'column':
      return [expression.name];
    case 'negate':
      return columnsOf(expression.operand);
    case 'binary':
      return [...new Set([...columnsOf(expression.left), ...columnsOf(expression.right)])];
    case 'call':
      return [...new Set(expression.operands.flatMap(columnsOf))];
  }
}

/** A column's name as an expression refers to it, whatever its characters. */
export const quoteColumn = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
