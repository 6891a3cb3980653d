/** Compares two data versions by number, so that v10 comes after v9; negative when `a` is older. */
export const compareVersions = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1));
