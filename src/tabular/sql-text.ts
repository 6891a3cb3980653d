/** A value as an SQL string literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A path as a literal that names exactly this file, also when it holds wildcard characters. */
export const pathLiteral = (path: string): string => literal(path.replace(/[[*?]/g, '[$&]'));
