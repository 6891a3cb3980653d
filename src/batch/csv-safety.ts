import { READINGS } from '../tabular/csv-readings.ts';

/**
 * Spreadsheets run a cell that begins with one of these as a formula (OWASP, "CSV Injection"); an apostrophe in front
 * makes it text.
 */
const STARTS_FORMULA = /^[=+\-@\t\r\n]/;

/** A column name that no spreadsheet runs. */
export const safeHeader = (name: string): string => (STARTS_FORMULA.test(name) ? `'${name}` : name);

/** SQL: the text of an SQL expression as a cell that no spreadsheet runs; numbers such as -1 stay as they are. */
export const safeCell = (text: string): string =>
  `CASE WHEN regexp_matches(${text}, '${STARTS_FORMULA.source}') AND (${READINGS.float(text)}) IS NULL ` +
  `THEN '''' || ${text} ELSE ${text} END`;
