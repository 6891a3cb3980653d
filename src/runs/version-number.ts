/** The number that data versions are ordered by: 10 for `v10`. */
export const versionNumber = (version: string): number => Number(version.slice(1));
