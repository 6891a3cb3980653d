import { closest } from 'fastest-levenshtein';

/** What is wrong with a set of columns, one sentence each; empty when every wanted column is there and no other. */
export function columnProblems(present: Iterable<string>, wanted: readonly string[]): string[] {
  const given = new Set(present);
  const known = new Set(wanted);
  return [
    ...[...given].filter((name) => !known.has(name)).map((name) => describeUnknown(name, wanted)),
    ...missingColumns(given, wanted),
  ];
}

/** One sentence per wanted column that is not there. */
export function missingColumns(present: Iterable<string>, wanted: readonly string[]): string[] {
  const given = new Set(present);
  return wanted.filter((name) => !given.has(name)).map((name) => `missing column "${name}"`);
}

function describeUnknown(name: string, wanted: readonly string[]): string {
  const nearest = wanted.length > 0 ? `: did you mean "${closest(name, wanted)}"?` : '';
  return `unknown column "${name.slice(0, 80)}"${nearest}`;
}
