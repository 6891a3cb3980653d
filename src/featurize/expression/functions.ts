import { closest } from 'fastest-levenshtein';
import { InvalidProjectFileError } from '../../errors.ts';
import { type Formula, number, operation } from './formula.ts';

/** A time as a formula has it: whole days since 1970-01-01 and whole seconds of that day. */
export interface Time {
  readonly days: Formula;
  readonly seconds: Formula;
}

interface Count {
  readonly fewest: number;
  readonly most: number;
}

/** A function of the expressions: what it takes, and the formula that it stands for. */
export type ExpressionFunction = Count &
  (
    | { readonly takes: 'number'; readonly formula: (...operands: Formula[]) => Formula }
    /** After the first operand, numbers that are written out. */
    | { readonly takes: 'constants'; readonly formula: (operand: Formula, ...constants: number[]) => Formula }
    | { readonly takes: 'time'; readonly formula: (...times: Time[]) => Formula }
    | { readonly takes: 'text'; readonly formula: (column: string) => Formula }
    | { readonly takes: 'column' }
  );

const SECONDS_PER_DAY = number(86_400);
const one = { fewest: 1, most: 1 };
const two = { fewest: 2, most: 2 };
const three = { fewest: 3, most: 3 };
const some = { fewest: 2, most: Number.POSITIVE_INFINITY };

const numeric = (count: Count, formula: (...operands: Formula[]) => Formula) =>
  ({ ...count, takes: 'number', formula }) as const;
const timed = (count: Count, formula: (...times: Time[]) => Formula) => ({ ...count, takes: 'time', formula }) as const;
const ofOperation = (count: Count, name: Parameters<typeof operation>[0]) =>
  numeric(count, (...operands) => operation(name, ...operands));
/** Takes two operands or more, from the left. */
const folded = (name: Parameters<typeof operation>[0]) =>
  numeric(some, (...operands) => operands.reduce((left, right) => operation(name, left, right)));

const fractionOfDay = ({ days, seconds }: Time) =>
  operation('add', days, operation('divide', seconds, SECONDS_PER_DAY));
const floored = (dividend: Formula, divisor: number) =>
  operation('floor', operation('divide', dividend, number(divisor)));
const remainder = (dividend: Formula, divisor: number) =>
  operation('subtract', dividend, operation('multiply', floored(dividend, divisor), number(divisor)));

/**
 * (p^λ − 1) / λ of p = exp(logarithm), and the logarithm itself at λ = 0: the form that both families of power share.
 */
const powerOf = (logarithm: Formula, lambda: number): Formula =>
  lambda === 0
    ? logarithm
    : operation('divide', operation('expm1', operation('multiply', number(lambda), logarithm)), number(lambda));

/** Box and Cox (1964), "An Analysis of Transformations", for positive numbers. */
const boxCox = (operand: Formula, lambda = 1) => powerOf(operation('logarithm', operand), lambda);

/**
 * Yeo and Johnson (2000), "A New Family of Power Transformations to Improve Normality or Symmetry": Box and Cox's power
 * of x + 1 for x ≥ 0, and the negative one of 1 − x with 2 − λ for x < 0; at 0 both are 0, so their sum is the whole.
 */
const yeoJohnson = (operand: Formula, lambda = 1) =>
  operation(
    'subtract',
    powerOf(operation('log1p', operation('larger', operand, number(0))), lambda),
    powerOf(operation('log1p', operation('larger', operation('negate', operand), number(0))), 2 - lambda),
  );

/** What an expression may call. */
const FUNCTIONS: Readonly<Record<string, ExpressionFunction>> = {
  abs: ofOperation(one, 'absolute'),
  sqrt: ofOperation(one, 'squareRoot'),
  exp: ofOperation(one, 'exponential'),
  log: ofOperation(one, 'logarithm'),
  log1p: ofOperation(one, 'log1p'),
  floor: ofOperation(one, 'floor'),
  pow: ofOperation(two, 'power'),
  min: folded('smaller'),
  max: folded('larger'),
  clip: numeric(three, (operand, low, high) => operation('smaller', operation('larger', operand!, low!), high!)),
  if: ofOperation(three, 'if'),
  and: folded('and'),
  or: folded('or'),
  not: ofOperation(one, 'not'),
  coalesce: folded('coalesce'),
  missing: { ...one, takes: 'column' },
  bucket: { ...some, takes: 'constants', formula: (operand, ...edges) => ({ kind: 'bucket', operand, edges }) },
  boxcox: { ...two, takes: 'constants', formula: boxCox },
  yeojohnson: { ...two, takes: 'constants', formula: yeoJohnson },
  length: { ...one, takes: 'text', formula: (column) => ({ kind: 'input', column, reading: 'characters' }) },
  words: { ...one, takes: 'text', formula: (column) => ({ kind: 'input', column, reading: 'words' }) },
  year: timed(one, (time) => operation('year', time!.days)),
  month: timed(one, (time) => operation('month', time!.days)),
  day: timed(one, (time) => operation('day', time!.days)),
  // 1970-01-01 was a Thursday, the fourth day of ISO 8601's week.
  weekday: timed(one, (time) => operation('add', remainder(operation('add', time!.days, number(3)), 7), number(1))),
  hour: timed(one, (time) => floored(time!.seconds, 3600)),
  minute: timed(one, (time) => floored(remainder(time!.seconds, 3600), 60)),
  days: timed(one, (time) => fractionOfDay(time!)),
  elapsed: timed(two, (from, to) =>
    operation(
      'add',
      operation('subtract', to!.days, from!.days),
      operation('divide', operation('subtract', to!.seconds, from!.seconds), SECONDS_PER_DAY),
    ),
  ),
};

export const functionNamed = (name: string): ExpressionFunction | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;

/** @throws InvalidProjectFileError when there is no such function, or it takes another number of operands */
export function requireCall(name: string, operands: number, position: number): void {
  const found = functionNamed(name);
  if (!found) {
    const nearest = closest(name, Object.keys(FUNCTIONS));
    throw new InvalidProjectFileError(
      `there is no function "${name}" at character ${position + 1}: did you mean "${nearest}"?`,
    );
  }
  const { fewest, most } = found;
  if (operands >= fewest && operands <= most) return;
  const wanted = fewest === most ? `${fewest}` : `${fewest} or more`;
  throw new InvalidProjectFileError(
    `"${name}" at character ${position + 1} takes ${wanted} ${wanted === '1' ? 'value' : 'values'}, not ${operands}`,
  );
}
