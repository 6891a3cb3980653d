import { parseRawKey } from './raw-key.ts';
import { compareVersions } from './version-order.ts';

/** An object as a listing of the bucket gives it. */
export interface ListedObject {
  readonly key: string;
  readonly versionId: string;
  readonly bytes: number;
}

/** A data version that is complete. */
export interface SealedVersion<T extends ListedObject = ListedObject> {
  readonly version: string;
  /** The object whose arrival completed it: `_SUCCESS`, or the single file itself. */
  readonly sealing: T;
  /** The files with the rows, in key order; a sealed folder may hold none. */
  readonly files: readonly T[];
}

/**
 * A project's complete data versions, oldest first. A folder without `_SUCCESS` is still being uploaded and is left
 * out. Where a sealed folder and a single file have the same version, the folder counts.
 *
 * @param objects - the objects under the project's raw prefix; others are passed over
 */
export function sealedVersions<T extends ListedObject>(objects: readonly T[]): readonly SealedVersion<T>[] {
  const parsed = objects.flatMap((object) => {
    const raw = parseRawKey(object.key);
    return raw ? [{ object, raw }] : [];
  });
  const byVersion = Map.groupBy(parsed, ({ raw }) => raw.version);
  return [...byVersion]
    .flatMap(([version, members]) => {
      const seals = members.filter(({ raw }) => raw.sealing);
      const sealing = seals.find(({ raw }) => !raw.data) ?? seals[0];
      if (!sealing) return [];
      const files = sealing.raw.data
        ? [sealing.object]
        : members.filter(({ raw }) => raw.data && !raw.sealing).map(({ object }) => object);
      return [{ version, sealing: sealing.object, files: files.toSorted(byKey) }];
    })
    .toSorted((a, b) => compareVersions(a.version, b.version));
}

const byKey = (a: ListedObject, b: ListedObject): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
