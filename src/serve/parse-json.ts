import { InvalidRequestError } from '../errors.ts';

/** A request nests four levels; more than this many is an attempt on the parser's memory. */
const MAX_JSON_DEPTH = 16;

/**
 * Reads a request body.
 * @throws InvalidRequestError when it is empty, not JSON or nested deeper than 16 levels
 */
export function parseJson(body: string): unknown {
  if (body.trim() === '') throw new InvalidRequestError('INVALID_JSON', 'the body is empty: send {"features":[[…]]}');
  if (exceedsDepth(body, MAX_JSON_DEPTH)) {
    throw new InvalidRequestError('INVALID_JSON', `the body nests deeper than ${MAX_JSON_DEPTH} levels`);
  }
  try {
    return JSON.parse(body);
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message : 'it cannot be read';
    throw new InvalidRequestError('INVALID_JSON', `the body is not JSON: ${reason}`, { cause });
  }
}

const DEPTH_CHANGE = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/** Looks at the brackets outside of texts, so that nothing deep is ever built. */
function exceedsDepth(json: string, limit: number): boolean {
  const structure = /["[\]{}]/g;
  let depth = 0;
  for (let found = structure.exec(json); found; found = structure.exec(json)) {
    if (found[0] === '"') structure.lastIndex = endOfText(json, found.index + 1);
    depth += DEPTH_CHANGE.get(found[0]) ?? 0;
    if (depth > limit) return true;
  }
  return false;
}

/** The position after the quote that closes the text whose content begins at `start`. */
function endOfText(json: string, start: number): number {
  let quote = json.indexOf('"', start);
  while (quote !== -1 && isEscaped(json, quote)) quote = json.indexOf('"', quote + 1);
  return quote === -1 ? json.length : quote + 1;
}

/** Whether an odd number of backslashes stands before the position. */
function isEscaped(json: string, position: number): boolean {
  let at = position;
  while (json[at - 1] === '\\') at -= 1;
  return (position - at) % 2 === 1;
}
