import { DataVersionName, SafeName } from '../contracts/names.ts';

/** What an object of the data bucket is to a data version. */
export interface RawKey {
  readonly team: string;
  readonly project: string;
  readonly version: string;
  /** Name inside the version's folder, or the whole name of a single-file version (`v2.csv`). */
  readonly file: string;
  /** Whether its arrival says that the version is complete. */
  readonly sealing: boolean;
  /** Whether it holds rows; a folder's seal, hidden files and `_` files do not. */
  readonly data: boolean;
}

const SEAL = '_SUCCESS';
const SINGLE_FILE = /^(v\d+)\.(?:csv|csv\.gz|csv\.zst|parquet)$/;

/**
 * Reads `<team>/<project>/raw/<version>/<file>` and `<team>/<project>/raw/<version>.csv` (`.csv.gz`, `.csv.zst`,
 * `.parquet`).
 *
 * @param key - as S3 stores it, not URL-encoded
 * @returns undefined for any other key: it does not belong to a data version
 */
export function parseRawKey(key: string): RawKey | undefined {
  const [team = '', project = '', area, first = '', ...rest] = key.split('/');
  if (area !== 'raw' || !SafeName.safeParse(team).success || !SafeName.safeParse(project).success) return undefined;
  const isFolder = rest.length > 0;
  const version = isFolder ? first : (SINGLE_FILE.exec(first)?.[1] ?? '');
  if (!DataVersionName.safeParse(version).success) return undefined;
  if (!isFolder) return { team, project, version, file: first, sealing: true, data: true };
  const file = rest.join('/');
  const hidden = rest.some((part) => part === '' || part.startsWith('_') || part.startsWith('.'));
  return { team, project, version, file, sealing: file === SEAL, data: !hidden };
}

/** The prefix below which all of a project's data versions lie. */
export const rawPrefix = (team: string, project: string): string => `${team}/${project}/raw/`;
