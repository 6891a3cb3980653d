import type { Storage } from './storage.ts';

const ISO_TIME = String.raw`\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?)?`;

/**
 * A field's text as a value of that storage, NULL where it is none; SQL over a text expression. A column's storage is
 * the first one here that all of its texts fit, else it stays text. Only ISO 8601 times count, because what 05/06/2012
 * means would depend on the other rows.
 */
export const READINGS = {
  integer: (text: string) =>
    `CASE WHEN regexp_full_match(${text}, '\\s*[+-]?[0-9]+\\s*') THEN try_cast(${text} AS BIGINT) END`,
  // The engine would read 1_000 as a number, which is how codes look, and +-1.
  float: (text: string) =>
    `CASE WHEN NOT contains(${text}, '_') AND NOT contains(${text}, '+-') THEN try_cast(${text} AS DOUBLE) END`,
  boolean: (text: string) => `CASE lower(${text}) WHEN 'true' THEN true WHEN 'false' THEN false END`,
  timestamp: (text: string) =>
    `CASE WHEN regexp_full_match(${text}, '${ISO_TIME}') THEN try_cast(${text} AS TIMESTAMPTZ)::TIMESTAMP END`,
} as const satisfies Partial<Record<Storage, (text: string) => string>>;

export type Reading = keyof typeof READINGS;
