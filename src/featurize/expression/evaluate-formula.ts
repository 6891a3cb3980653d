import type { RawInputs } from '../raw-inputs.ts';
import type { Formula, Operation } from './formula.ts';

/** Evaluates the formula for every row, in double precision as the ONNX graph does. */
export function evaluateFormula(formula: Formula, inputs: RawInputs): Float64Array {
  return new Evaluation(inputs).valuesOf(formula);
}

class Evaluation {
  readonly #inputs: RawInputs;
  /** A part that occurs twice is computed once. */
  readonly #known = new Map<Formula, Float64Array>();

  constructor(inputs: RawInputs) {
    this.#inputs = inputs;
  }

  valuesOf(formula: Formula): Float64Array {
    const known = this.#known.get(formula);
    if (known) return known;
    const values = this.#evaluate(formula);
    this.#known.set(formula, values);
    return values;
  }

  #evaluate(formula: Formula): Float64Array {
    switch (formula.kind) {
      case 'number':
        return this.#rows(() => formula.value);
      case 'input':
        return Float64Array.from(this.#inputs.numbers(formula.column, formula.reading));
      case 'missing': {
        const raw = this.#inputs.unfilled(formula.column, formula.reading);
        return this.#rows((row) => (Number.isNaN(raw[row]!) ? 1 : 0));
      }
      case 'is': {
        const { levels, codes } = this.#inputs.texts(formula.column);
        const wanted = levels.indexOf(formula.text);
        return this.#rows((row) => (codes[row] === -1 ? Number.NaN : Number(codes[row] === wanted)));
      }
      case 'bucket': {
        const { edges } = formula;
        return this.valuesOf(formula.operand).map((value) => bucketOf(value, edges));
      }
      case 'operation': {
        const [first, second, third] = formula.operands.map((operand) => this.valuesOf(operand));
        const apply = OPERATIONS[formula.operation];
        return this.#rows((row) => apply(first![row]!, second?.[row] ?? Number.NaN, third?.[row] ?? Number.NaN));
      }
    }
  }

  #rows(value: (row: number) => number): Float64Array {
    return Float64Array.from({ length: this.#inputs.rowCount }, (_, row) => value(row));
  }
}

function bucketOf(value: number, edges: readonly number[]): number {
  if (Number.isNaN(value)) return value;
  const above = edges.findIndex((edge) => edge > value);
  return above === -1 ? edges.length : above;
}

/** 1 or 0 of operands that are numbers. */
const truth = (is: boolean, ...operands: readonly number[]): number =>
  operands.some(Number.isNaN) ? Number.NaN : Number(is);

const OPERATIONS: Readonly<Record<Operation, (a: number, b: number, c: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  negate: (a) => -a,
  less: (a, b) => truth(a < b, a, b),
  atMost: (a, b) => truth(a <= b, a, b),
  equal: (a, b) => truth(a === b, a, b),
  not: (a) => truth(a === 0, a),
  and: (a, b) => truth(a !== 0 && b !== 0, a, b),
  or: (a, b) => truth(a !== 0 || b !== 0, a, b),
  if: (a, b, c) => (Number.isNaN(a) ? a : a !== 0 ? b : c),
  coalesce: (a, b) => (Number.isNaN(a) ? b : a),
  smaller: (a, b) => Math.min(a, b),
  larger: (a, b) => Math.max(a, b),
  absolute: Math.abs,
  floor: Math.floor,
  squareRoot: Math.sqrt,
  power: (a, b) => (Number.isNaN(a) ? a : a ** b),
  exponential: Math.exp,
  logarithm: Math.log,
  expm1: Math.expm1,
  log1p: Math.log1p,
  year: (days) => dateOf(days).getUTCFullYear(),
  month: (days) => dateOf(days).getUTCMonth() + 1,
  day: (days) => dateOf(days).getUTCDate(),
};

const dateOf = (days: number): Date => new Date(days * 86_400_000);
