import { parseRawKey, rawPrefix } from '#src/detect/raw-key.ts';
import { sealedVersions } from '#src/detect/sealed-versions.ts';
import { compareVersions } from '#src/detect/version-order.ts';
import type { StoredObject } from '#src/ports/artifact-store.ts';
import type { DataVersionRecord } from '#src/ports/run-tracker.ts';
import type { Cloud } from '../cloud.ts';

export interface ListedData {
  readonly version: string;
  /** Files with rows in them. */
  readonly files: number;
  readonly bytes: number;
  /** ISO 8601; null while the version is still being uploaded. */
  readonly sealedAt: string | null;
  readonly outcome: DataVersionRecord['outcome'] | null;
  readonly runId: string | null;
  /** Of the version's data, once its run has read them. */
  readonly rows: number | null;
  /** Score of the data, 0..100. */
  readonly quality: number | null;
}

/**
 * A project's data versions, oldest first, with what became of each.
 *
 * @throws NotFoundError when there is no such project
 */
export async function listData(
  { artifacts, runs, projects }: Pick<Cloud, 'artifacts' | 'runs' | 'projects'>,
  team: string,
  project: string,
): Promise<ListedData[]> {
  await projects.get(team, project);
  const [objects, records, history] = await Promise.all([
    artifacts.list('data', rawPrefix(team, project)),
    runs.dataVersions(team, project),
    runs.list(team, project),
  ]);
  const sealed = new Map(sealedVersions(objects).map((version) => [version.version, version]));
  const runById = new Map(history.map((run) => [run.id, run]));
  const outcomes = new Map(records.map((record) => [record.version, record]));
  return [...byVersion(objects)]
    .toSorted(([a], [b]) => compareVersions(a, b))
    .map(([version, members]) => {
      const files = sealed.get(version)?.files ?? members;
      const record = outcomes.get(version);
      const run = record && runById.get(record.runId);
      return {
        version,
        files: files.length,
        bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
        sealedAt: sealed.get(version)?.sealing.lastModified.toISOString() ?? null,
        outcome: record?.outcome ?? null,
        runId: record?.runId ?? null,
        rows: run?.rows ?? null,
        quality: run?.quality ?? null,
      };
    });
}

function byVersion(objects: readonly StoredObject[]): ReadonlyMap<string, readonly StoredObject[]> {
  const parsed = objects.flatMap((object) => {
    const raw = parseRawKey(object.key);
    return raw ? [{ object, raw }] : [];
  });
  const members = Map.groupBy(parsed, ({ raw }) => raw.version);
  return new Map([...members].map(([version, of]) => [version, of.map(({ object }) => object)]));
}
