import type { ValidationReport, Violation } from '../contracts/reports.ts';

/** The report in one sentence: its first violation, and how many there are besides. */
export function summarizeViolations({ violations }: ValidationReport): string {
  const [first, ...rest] = violations;
  if (!first) return 'the data could not be used';
  return rest.length === 0 ? describe(first) : `${describe(first)} (and ${rest.length} more)`;
}

function describe({ file, row, column, rule, message }: Violation): string {
  const place = [file, row && `row ${row}`, column && `column "${column}"`].filter(Boolean).join(', ');
  return `${place}: ${message} [${rule}]`;
}
