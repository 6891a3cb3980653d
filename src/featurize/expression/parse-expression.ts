import { InvalidProjectFileError } from '../../errors.ts';
import type { Expression } from './expression.ts';
import { type Token, tokenize } from './tokenize.ts';

/** Far more than anyone writes, far less than the call stack holds. */
const MAX_NESTING = 100;
const MAX_CHARACTERS = 2000;

/**
 * Parses arithmetic by recursive descent: `sum = product (("+" | "-") product)*`, `product = factor (("*" | "/")
 * factor)*`, `factor = "-" factor | "(" sum ")" | number | column`.
 *
 * @throws InvalidProjectFileError naming the character at which it makes no sense
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
    const expression = this.#sum();
    if (this.#peek().kind !== 'end') throw this.#expected('an operator or the end');
    return expression;
  }

  #sum(): Expression {
    let left = this.#product();
    for (let operator = this.#operator('+', '-'); operator; operator = this.#operator('+', '-')) {
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
    return left;
  }

  #product(): Expression {
    let left = this.#factor();
    for (let operator = this.#operator('*', '/'); operator; operator = this.#operator('*', '/')) {
      left = { kind: 'binary', operator, left, right: this.#factor() };
    }
    return left;
  }

  #factor(): Expression {
    this.#nesting += 1;
    if (this.#nesting > MAX_NESTING) {
      throw new InvalidProjectFileError(`nested deeper than ${MAX_NESTING} levels: split it into several columns`);
    }
    const factor = this.#operator('-') ? { kind: 'negate' as const, operand: this.#factor() } : this.#operand();
    this.#nesting -= 1;
    return factor;
  }

  #operand(): Expression {
    const token = this.#peek();
    if (token.kind !== 'number' && token.kind !== 'column' && token.kind !== 'open') {
      throw this.#expected('a number, a column or "("');
    }
    this.#next += 1;
    if (token.kind === 'number') return { kind: 'number', value: token.value };
    if (token.kind === 'column') return { kind: 'column', name: token.name };
    const inner = this.#sum();
    if (this.#peek().kind !== 'close') throw this.#expected('")"');
    this.#next += 1;
    return inner;
  }

  /** Takes the next token if it is one of these operators. */
  #operator<O extends string>(...wanted: readonly O[]): O | undefined {
    const token = this.#peek();
    const found = token.kind === 'operator' ? wanted.find((operator) => operator === token.operator) : undefined;
    if (found) this.#next += 1;
    return found;
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
