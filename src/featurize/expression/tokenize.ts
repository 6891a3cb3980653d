import { InvalidProjectFileError } from '../../errors.ts';
import type { Operator } from './expression.ts';

export type Token = { readonly position: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'open' | 'close' | 'end' }
);

const LEXEME =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|`(?<quoted>[^`]+)`|(?<operator>[-+*/])|(?<open>\()|(?<close>\)))/uy;

/**
 * Splits an expression into its tokens; the last one is `end`. Column names that are not words of letters, digits, `_`
 * and `.` stand in backticks.
 *
 * @throws InvalidProjectFileError naming the character that cannot begin a token
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== '') {
    LEXEME.lastIndex = position;
    const match = LEXEME.exec(text);
    if (!match?.groups) throw unreadable(text, position);
    tokens.push(tokenOf(match.groups, LEXEME.lastIndex - match[0].trimStart().length));
    position = LEXEME.lastIndex;
  }
  return [...tokens, { kind: 'end', position: text.length }];
}

function tokenOf(
  { number, name, quoted, operator, open }: Record<string, string | undefined>,
  position: number,
): Token {
  if (number !== undefined) return { kind: 'number', value: Number(number), position };
  const column = name ?? quoted;
  if (column !== undefined) return { kind: 'column', name: column, position };
  if (isOperator(operator)) return { kind: 'operator', operator, position };
  return { kind: open === undefined ? 'close' : 'open', position };
}

const isOperator = (text: string | undefined): text is Operator => text !== undefined && '+-*/'.includes(text);

function unreadable(text: string, from: number): InvalidProjectFileError {
  const position = from + text.slice(from).search(/\S/);
  const remedy = 'use + - * / ( ), numbers and column names, in `backticks` where they hold other characters';
  return new InvalidProjectFileError(`cannot read "${text[position]}" at character ${position + 1}: ${remedy}`);
}
