import { closest } from 'fastest-levenshtein';
import { InvalidProjectFileError } from '../../errors.ts';
import { parseTime } from '../../tabular/parse-time.ts';
import { RawInputs } from '../raw-inputs.ts';
import { evaluateFormula } from './evaluate-formula.ts';
import type { Expression, Operator } from './expression.ts';
import { type Formula, number, operation } from './formula.ts';
import { type ExpressionFunction, functionNamed, type Time } from './functions.ts';

/** What a column holds, as expressions see it; booleans are the numbers 0 and 1. */
export type ColumnKind = 'number' | 'text' | 'time';

type Node<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/**
 * Finds what the names of an expression stand for and checks that everything gets what it takes.
 *
 * @param columns - those that it may name
 * @throws InvalidProjectFileError naming the character, what is there and what belongs there
 */
export function resolveExpression(expression: Expression, columns: ReadonlyMap<string, ColumnKind>): Formula {
  return new Resolver(columns).number(expression);
}

const COMPARISONS: Readonly<Record<Operator, (left: Formula, right: Formula) => Formula>> = {
  '+': (left, right) => operation('add', left, right),
  '-': (left, right) => operation('subtract', left, right),
  '*': (left, right) => operation('multiply', left, right),
  '/': (left, right) => operation('divide', left, right),
  '<': (left, right) => operation('less', left, right),
  '<=': (left, right) => operation('atMost', left, right),
  '>': (left, right) => operation('less', right, left),
  '>=': (left, right) => operation('atMost', right, left),
  '==': (left, right) => operation('equal', left, right),
  '!=': (left, right) => operation('not', operation('equal', left, right)),
};

const READING = { number: 'value', text: 'characters', time: 'days' } as const;

class Resolver {
  readonly #columns: ReadonlyMap<string, ColumnKind>;

  constructor(columns: ReadonlyMap<string, ColumnKind>) {
    this.#columns = columns;
  }

  number(expression: Expression): Formula {
    return withoutColumns(this.#formula(expression));
  }

  #formula(expression: Expression): Formula {
    switch (expression.kind) {
      case 'number':
        return number(constant(expression));
      case 'column':
        return { kind: 'input', column: this.#column(expression, 'number'), reading: 'value' };
      case 'negate':
        return operation('negate', this.number(expression.operand));
      case 'binary':
        return this.#binary(expression);
      case 'call':
        return this.#call(expression, functionNamed(expression.name)!); // the parser knows it
      case 'text':
        throw wrong(expression, 'is a text, a number belongs there');
    }
  }

  #binary(expression: Node<'binary'>): Formula {
    const { operator, left, right } = expression;
    const isComparison = operator === '==' || operator === '!=';
    const text = [left, right].find((side) => side.kind === 'text');
    if (!isComparison || !text) return COMPARISONS[operator](this.number(left), this.number(right));
    const other = text === left ? right : left;
    if (other.kind !== 'column') throw wrong(text, 'can only be compared with a text column');
    if (text.text === '') throw wrong(text, 'is no value: use missing()');
    const same: Formula = { kind: 'is', column: this.#column(other, 'text'), text: text.text };
    return operator === '==' ? same : operation('not', same);
  }

  #call({ operands }: Node<'call'>, definition: ExpressionFunction): Formula {
    const first = operands[0]!;
    switch (definition.takes) {
      case 'number':
        return definition.formula(...operands.map((operand) => this.number(operand)));
      case 'constants':
        return definition.formula(this.number(first), ...operands.slice(1).map(constant));
      case 'time':
        return definition.formula(...operands.map((operand) => this.#time(operand)));
      case 'text':
        if (first.kind !== 'column') throw wrong(first, 'must be a text column');
        return definition.formula(this.#column(first, 'text'));
      case 'column':
        if (first.kind !== 'column') throw wrong(first, 'must be a column');
        return { kind: 'missing', column: first.name, reading: READING[this.#kind(first)] };
    }
  }

  #time(expression: Expression): Time {
    if (expression.kind === 'text') {
      const seconds = Math.floor((parseTime(expression.text) ?? Number.NaN) / 1000);
      if (Number.isNaN(seconds)) throw wrong(expression, 'is no ISO 8601 date such as 2024-05-31');
      const days = Math.floor(seconds / 86_400);
      return { days: number(days), seconds: number(seconds - days * 86_400) };
    }
    if (expression.kind !== 'column') throw wrong(expression, 'must be a datetime column or a date in quotes');
    const column = this.#column(expression, 'time');
    return { days: { kind: 'input', column, reading: 'days' }, seconds: { kind: 'input', column, reading: 'seconds' } };
  }

  #column(expression: Node<'column'>, wanted: ColumnKind): string {
    const found = this.#kind(expression);
    if (found === wanted) return expression.name;
    const ofThatKind = [...this.#columns].flatMap(([name, kind]) => (kind === wanted ? [name] : []));
    throw wrong(expression, `is not a ${wanted} column: ${nearest(expression.name, ofThatKind)}`);
  }

  #kind(expression: Node<'column'>): ColumnKind {
    const kind = this.#columns.get(expression.name);
    if (kind) return kind;
    throw wrong(
      expression,
      `is no column that features can be made of: ${nearest(expression.name, [...this.#columns.keys()])}`,
    );
  }
}

function constant(expression: Expression): number {
  if (expression.kind !== 'number') throw wrong(expression, 'must be a number that is written out');
  const value = Math.fround(expression.value);
  if (Number.isFinite(value)) return value;
  throw wrong(expression, 'is beyond float32, in which features are');
}

/** What is the same for every row is computed here, once, and is a constant like any other. */
function withoutColumns(formula: Formula): Formula {
  const isConstant = formula.kind === 'operation' && formula.operands.every(({ kind }) => kind === 'number');
  return isConstant ? number(evaluateFormula(formula, ONE_ROW)[0] ?? Number.NaN) : formula;
}

const ONE_ROW = new RawInputs({ rowCount: 1, columns: [] }, []);

const nearest = (name: string, names: readonly string[]): string =>
  names.length > 0 ? `did you mean "${closest(name, names)}"?` : 'there is none';

const wrong = (expression: Expression, what: string): InvalidProjectFileError =>
  new InvalidProjectFileError(`${shown(expression)} at character ${expression.position + 1} ${what}`);

function shown(expression: Expression): string {
  if (expression.kind === 'column') return `"${expression.name}"`;
  if (expression.kind === 'text') return `the text "${expression.text}"`;
  return expression.kind === 'number' ? String(expression.value) : 'what stands';
}
