import { InvalidProjectFileError } from '../../errors.ts';
import type { Operator } from './expression.ts';

export type Token = { readonly position: number } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string; readonly quoted: boolean }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'open' | 'close' | 'comma' | 'end' }
);

const LEXEME =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[\p{L}_][\p{L}\p{N}_.]*)|`(?<column>(?:[^`]|``)+)`|(?<text>"[^"]*"|'[^']*')|(?<operator><=|>=|==|!=|[-+*/<>])|(?<mark>[(),]))/uy;

const OPERATORS: readonly string[] = ['+', '-', '*', '/', '<', '<=', '>', '>=', '==', '!='] satisfies Operator[];
const MARKS = { '(': 'open', ')': 'close', ',': 'comma' } as const;

/**
 * Splits an expression into its tokens; the last one is `end`. Column names that are not words of letters, digits, `_`
 * and `.` stand in backticks (a backtick in them twice), texts in single or double quotes.
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

function tokenOf(groups: Record<string, string | undefined>, position: number): Token {
  const { number, name, column, text, operator, mark } = groups;
  if (number !== undefined) return { kind: 'number', value: Number(number), position };
  if (name !== undefined) return { kind: 'name', name, quoted: false, position };
  if (column !== undefined) return { kind: 'name', name: column.replaceAll('``', '`'), quoted: true, position };
  if (text !== undefined) return { kind: 'text', text: text.slice(1, -1), position };
  if (isOperator(operator)) return { kind: 'operator', operator, position };
  return { kind: MARKS[mark as keyof typeof MARKS], position };
}

const isOperator = (text: string | undefined): text is Operator => text !== undefined && OPERATORS.includes(text);

function unreadable(text: string, from: number): InvalidProjectFileError {
  const position = from + text.slice(from).search(/\S/);
  const remedy =
    'use + - * / < <= > >= == != ( ), numbers, functions, "texts" and column names, in `backticks` where they hold other characters';
  return new InvalidProjectFileError(`cannot read "${text[position]}" at character ${position + 1}: ${remedy}`);
}
