import { closest } from 'fastest-levenshtein';

const SHOWN_NAMES = 20;

/** How a sentence about a column that is not there goes on: the columns there are, or of many the one that may be meant. */
export function columnHint(wanted: string, names: readonly string[]): string {
  if (names.length <= SHOWN_NAMES) return `its columns are ${names.join(', ')}`;
  const meant = names.find((name) => name.toLowerCase() === wanted.toLowerCase()) ?? closest(wanted, names);
  return `did you mean "${meant}", of its ${names.length} columns?`;
}
