const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['infinity', Number.POSITIVE_INFINITY],
]);

/** The number that a text writes, as the readers understand it; undefined when it writes none. */
export function numberIn(text: string): number | undefined {
  const trimmed = text.trim();
  if (NUMBER.test(trimmed)) return Number(trimmed);
  const value = SPECIAL.get(trimmed.replace(/^[+-]/, '').toLowerCase());
  return value !== undefined && trimmed.startsWith('-') ? -value : value;
}
