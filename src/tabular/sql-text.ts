/** A value as an SQL string literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A path as a literal that names exactly this file, also when it holds wildcard characters. */
export const pathLiteral = (path: string): string => literal(path.replace(/[[*?]/g, '[$&]'));

/** A date's or a time's milliseconds since 1970; NULL where it is infinite, or where no row has one. */
export const millisecondsOf = ({ value, allMissing }: { value: string; allMissing: boolean }): string =>
  allMissing
    ? 'NULL'
    : `CASE WHEN isfinite(CAST(${value} AS TIMESTAMP)) THEN epoch_ms(CAST(${value} AS TIMESTAMP)) END`;
