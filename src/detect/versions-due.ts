import { fingerprint } from './execution-name.ts';
import type { ListedObject, SealedVersion } from './sealed-versions.ts';
import { compareVersions } from './version-order.ts';

export interface SettledVersion {
  readonly version: string;
  readonly fingerprint?: string | undefined;
}

/**
 * The sealed versions that are due for a run, oldest first: those no older than what was settled last, up to `upTo`,
 * without the uploads that were settled already. A lost event is thereby made good by the next one.
 */
export function versionsDue<T extends ListedObject>(
  sealed: readonly SealedVersion<T>[],
  settled: readonly SettledVersion[],
  upTo: string,
): readonly SealedVersion<T>[] {
  const newest = settled
    .map(({ version }) => version)
    .toSorted(compareVersions)
    .at(-1);
  const seen = new Set(settled.map((record) => record.fingerprint));
  return sealed.filter(
    ({ version, sealing }) =>
      compareVersions(version, upTo) <= 0 &&
      (newest === undefined || compareVersions(version, newest) >= 0) &&
      !seen.has(fingerprint(sealing)),
  );
}
