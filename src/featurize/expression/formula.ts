import type { Reading } from '../../contracts/feature-plan.ts';

/** What a formula computes with; NaN is missing. Each gives a double, and NaN if an operand is NaN, unless said otherwise. */
export type Operation =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'negate'
  /** 1 or 0, as are all comparisons; a truth is any number but 0. */
  | 'less'
  | 'atMost'
  | 'equal'
  | 'not'
  | 'and'
  | 'or'
  /** The second operand where the first is true, else the third; only the chosen one need not be NaN. */
  | 'if'
  /** The first operand that is not NaN. */
  | 'coalesce'
  | 'smaller'
  | 'larger'
  | 'absolute'
  | 'floor'
  | 'squareRoot'
  | 'power'
  | 'exponential'
  | 'logarithm'
  /** exp(x) − 1 and log(1 + x), exact for small x too. */
  | 'expm1'
  | 'log1p'
  /** Of days since 1970-01-01, in the Gregorian calendar. */
  | 'year'
  | 'month'
  | 'day';

/**
 * An expression whose columns and functions are resolved: numbers only, computed in double precision. The evaluation in
 * TypeScript and the ONNX graph are both made from it. A part that occurs twice may be the same object.
 */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  /** A reading of a raw column; a missing value is already filled. */
  | { readonly kind: 'input'; readonly column: string; readonly reading: Reading }
  /** 1 where the reading is missing before anything is filled, else 0. */
  | { readonly kind: 'missing'; readonly column: string; readonly reading: Reading }
  /** 1 where the column's text is this one, 0 for another, NaN for none. */
  | { readonly kind: 'is'; readonly column: string; readonly text: string }
  /** How many of the edges (ascending, float32) are not above the operand. */
  | { readonly kind: 'bucket'; readonly operand: Formula; readonly edges: readonly number[] }
  | { readonly kind: 'operation'; readonly operation: Operation; readonly operands: readonly Formula[] };

/**
 * Rounded to float32, as the data are: so 0.1 equals a 0.1 of the data, and ONNX Runtime 1.30, whose optimizer keeps
 * constants of one element in float32 whatever their type, changes nothing.
 */
export const number = (value: number): Formula => ({ kind: 'number', value: Math.fround(value) });

export const operation = (name: Operation, ...operands: readonly Formula[]): Formula => ({
  kind: 'operation',
  operation: name,
  operands,
});

/** What the formula needs of the raw columns, repeats included. */
export function inputsOf(formula: Formula): { column: string; reading: Reading }[] {
  switch (formula.kind) {
    case 'number':
      return [];
    case 'input':
    case 'missing':
      return [{ column: formula.column, reading: formula.reading }];
    case 'is':
      return [{ column: formula.column, reading: 'value' }];
    case 'bucket':
      return inputsOf(formula.operand);
    case 'operation':
      return formula.operands.flatMap(inputsOf);
  }
}
