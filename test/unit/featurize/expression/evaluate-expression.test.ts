import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { evaluateExpression } from '#src/featurize/expression/evaluate-expression.ts';
import { parseExpression } from '#src/featurize/expression/parse-expression.ts';

const evaluate = (text: string, columns: Record<string, number[]>, rows = 1) =>
  Array.from(evaluateExpression(parseExpression(text), rows, (name) => Float32Array.from(columns[name]!)));

describe('evaluateExpression', () => {
  it('evaluates every row', () => {
    expect(evaluate('(a - 1) * -b / 4', { a: [3, 5], b: [2, 8] }, 2)).toEqual([-1, -8]);
  });

  it('carries missing values on and divides by zero as IEEE 754 does', () => {
    expect(evaluate('a / b', { a: [1, -1, 0, Number.NaN], b: [0, 0, 0, 1] }, 4)).toEqual([
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
      Number.NaN,
    ]);
  });

  it('rounds after every operation to float32', () => {
    expect(evaluate('a + 1 - a', { a: [2 ** 24] })).toEqual([0]); // a double would give 1
    expect(evaluate('a * 1', { a: [0.1] })).toEqual([Math.fround(0.1)]);
  });

  const float = fc.float({ noNaN: true });
  it.prop([float, float])('computes with operands rounded to float32', (a, b) => {
    expect(evaluate('a + b', { a: [a], b: [b] })).toEqual([Math.fround(a + b)]);
    expect(evaluate('a * b', { a: [a], b: [b] })).toEqual([Math.fround(a * b)]);
  });
});
