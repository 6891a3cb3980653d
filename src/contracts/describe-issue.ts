import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { describeValue } from './describe-value.ts';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  ...{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false' },
  ...{ array: 'a list', tuple: 'a list', object: 'keys and values', record: 'keys and values' },
};

/** What a schema says of a value that is wrong: what was expected and what is there. To be given as `error`. */
export function describeIssue(issue: Issue): string | undefined {
  const expected = expectation(issue);
  return expected && `expected ${expected}, ${found(issue.input)}${meant(issue)}`;
}

function expectation(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type') return KINDS[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return listed(issue.values.map(String));
  if (issue.code === 'invalid_union') return ofUnion(issue.errors);
  if (issue.code === 'too_small') return bound(issue, issue.minimum, issue.inclusive ? 'at least' : 'more than');
  if (issue.code === 'too_big') return bound(issue, issue.maximum, issue.inclusive ? 'at most' : 'less than');
  return undefined;
}

function bound({ origin }: { readonly origin: string }, limit: number | bigint, words: string): string {
  if (origin === 'string') return `a text of ${words} ${limit} characters`;
  return origin === 'array' ? `a list of ${words} ${limit}` : `${words} ${limit}`;
}

/** Known where all that a value may be are kinds. */
function ofUnion(errors: readonly (readonly z.core.$ZodIssue[])[]): string | undefined {
  const kinds = errors.map(([first]) => (first?.code === 'invalid_type' ? KINDS[first.expected] : undefined));
  return kinds.every((kind) => kind !== undefined) ? listed(kinds) : undefined;
}

function found(input: unknown): string {
  if (input === undefined) return 'but it is missing: add it';
  if (input === null) return 'but it is empty: fill it in or leave it out';
  return `not ${describeValue(input)}`;
}

function meant({ code, input, ...issue }: Issue): string {
  if (code !== 'invalid_value' || typeof input !== 'string') return '';
  return `: did you mean "${closest(input, (issue['values'] as readonly unknown[]).map(String))}"?`;
}

/** `a, b or c` */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
