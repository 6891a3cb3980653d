import { stringify } from 'yaml';
import type { Suggestion } from '#src/validate/suggest-rules.ts';

/** The suggestion as the lines of a project file, the reason of each rule above it. */
export function describeSuggestion({ columns, minRows, rules }: Suggestion): string {
  const typed = Object.entries(columns).map(([name, { type }]) => `  ${scalar(name)}: { type: ${type} }`);
  const asked = rules.flatMap(({ rule, reason }) => [`    # ${reason}`, `    - ${scalar(rule)}`]);
  return [
    typed.length === 0 ? 'columns: {}' : 'columns:',
    ...typed,
    'validation:',
    '  # half of the rows there are',
    `  minRows: ${minRows}`,
    asked.length === 0 ? '  rules: []' : '  rules:',
    ...asked,
  ].join('\n');
}

/** On one line, in quotes where YAML wants them. */
const scalar = (text: string): string =>
  /[\p{Cc}\u2028\u2029]/u.test(text) ? JSON.stringify(text) : stringify(text, { lineWidth: 0 }).trimEnd();
