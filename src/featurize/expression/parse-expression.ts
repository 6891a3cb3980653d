import { InvalidProjectFileError } from '../../errors.ts';
import type { Expression, Operator } from './expression.ts';
import { requireCall } from './functions.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Far more than anyone writes, far less than the call stack holds. */
const MAX_NESTING = 100;
/** Room for a fitted column's thousand bucket edges. */
const MAX_CHARACTERS = 30_000;

/**
 * Parses an expression by recursive descent: `comparison = sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]`, `sum =
 * product (("+" | "-") product)*`, `product = factor (("*" | "/") factor)*`, `factor = "-" factor | "(" comparison ")" |
 * number | "text" | column | function "(" comparison ("," comparison)* ")"`.
 *
 * @throws InvalidProjectFileError naming the character at which it makes no sense, and the nearest right function
 */
export function parseExpression(text: string): Expression {
  if (text.length > MAX_CHARACTERS) {
    throw new InvalidProjectFileError(`longer than ${MAX_CHARACTERS} characters: split it into several columns`);
  }
  return new Parser(tokenize(text)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #nesting = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#comparison();
    if (this.#peek().kind !== 'end') throw this.#expected('an operator or the end');
    return expression;
  }

  #comparison(): Expression {
    const left = this.#sum();
    const { position } = this.#peek();
    const operator = this.#operator('<', '<=', '>', '>=', '==', '!=');
    return operator ? { kind: 'binary', operator, left, right: this.#sum(), position } : left;
  }

  #sum(): Expression {
    return this.#chain(() => this.#product(), '+', '-');
  }

  #product(): Expression {
    return this.#chain(() => this.#factor(), '*', '/');
  }

  #chain(operand: () => Expression, ...operators: readonly Operator[]): Expression {
    let left = operand();
    for (;;) {
      const { position } = this.#peek();
      const operator = this.#operator(...operators);
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: operand(), position };
    }
  }

  #factor(): Expression {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) {
      throw new InvalidProjectFileError(`nested deeper than ${MAX_NESTING} levels: split it into several columns`);
    }
    const { position } = this.#peek();
    const factor = this.#operator('-') ? negated(this.#factor(), position) : this.#operand();
    this.#nesting -= 1;
    return factor;
  }

  #operand(): Expression {
    const token = this.#peek();
    const { position } = token;
    if (token.kind !== 'number' && token.kind !== 'name' && token.kind !== 'text' && token.kind !== 'open') {
      throw this.#expected('a number, a column or "("');
    }
    this.#next += 1;
    if (token.kind === 'number') return { kind: 'number', value: token.value, position };
    if (token.kind === 'text') return { kind: 'text', text: token.text, position };
    if (token.kind === 'name') {
      const isCall = !token.quoted && this.#peek().kind === 'open';
      return isCall ? this.#call(token.name, position) : { kind: 'column', name: token.name, position };
    }
    const inner = this.#comparison();
    this.#take('close', '")"');
    return inner;
  }

  #call(name: string, position: number): Expression {
    this.#next += 1;
    const operands: Expression[] = [];
    while (operands.length === 0 || this.#peek().kind === 'comma') {
      if (operands.length > 0) this.#next += 1;
      operands.push(this.#comparison());
    }
    this.#take('close', '"," or ")"');
    requireCall(name, operands.length, position);
    return { kind: 'call', name, operands, position };
  }

  /** Takes the next token if it is one of these operators. */
  #operator<O extends Operator>(...wanted: readonly O[]): O | undefined {
    const token = this.#peek();
    const found = token.kind === 'operator' ? wanted.find((operator) => operator === token.operator) : undefined;
    if (found) this.#next += 1;
    return found;
  }

  #take(kind: Token['kind'], what: string): void {
    if (this.#peek().kind !== kind) throw this.#expected(what);
    this.#next += 1;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!; // the last token is `end`, and nothing moves beyond it
  }

  #expected(what: string): InvalidProjectFileError {
    const { kind, position } = this.#peek();
    const place = kind === 'end' ? 'at the end' : `at character ${position + 1}`;
    return new InvalidProjectFileError(`expected ${what} ${place}`);
  }
}

/** A number's sign belongs to it, so that it stays a constant. */
const negated = (operand: Expression, position: number): Expression =>
  operand.kind === 'number' ? { ...operand, value: -operand.value, position } : { kind: 'negate', operand, position };
