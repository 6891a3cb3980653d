import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ObjectRef } from '#src/contracts/object-ref.ts';
import { executionName, fingerprint } from '#src/detect/execution-name.ts';
import { parseRawKey, rawPrefix } from '#src/detect/raw-key.ts';
import { type ListedObject, sealedVersions } from '#src/detect/sealed-versions.ts';
import { compareVersions } from '#src/detect/version-order.ts';
import { ConflictError, NotFoundError } from '#src/errors.ts';
import type { Cloud } from '../cloud.ts';
import { UsageError } from '../usage-error.ts';

export interface DataPush {
  readonly team: string;
  readonly project: string;
  readonly version: string;
  /** Local CSV or Parquet files; CSV may be compressed (gzip, zstd). */
  readonly files: readonly string[];
  /** Whether a version that is sealed already may be replaced; default no. */
  readonly force?: boolean;
}

export interface PushedData {
  readonly team: string;
  readonly project: string;
  readonly version: string;
  readonly files: readonly { readonly key: string; readonly bytes: number }[];
  /** The run that the upload starts. */
  readonly runId: string;
}

/** One file on its way: where from, where to and as what. */
interface Upload {
  readonly path: string;
  readonly key: string;
  readonly contentType: string;
}

const CONTENT_TYPES = [
  { ending: '.csv', contentType: 'text/csv' },
  { ending: '.parquet', contentType: 'application/vnd.apache.parquet' },
  { ending: '.csv.gz', contentType: 'application/gzip' },
  { ending: '.csv.zst', contentType: 'application/zstd' },
] as const;
const COMPRESSED = /\.(gz|zst)$/;

/**
 * Uploads a data version: a single CSV or Parquet file as `raw/<version>.<ending>`, anything else into a folder that is
 * sealed once all of it is there. Either starts a run.
 *
 * @param uploaded - told of every file once it is there
 * @throws UsageError for a file that is neither CSV nor Parquet, and for two of one name; NotFoundError for a file or a
 * project that does not exist; ConflictError when the version is taken, holds these very bytes already, or is behind one
 * that had its run
 */
export async function pushData(
  cloud: Pick<Cloud, 'artifacts' | 'projects' | 'runs'>,
  push: DataPush,
  uploaded: (file: ObjectRef) => void = () => {},
): Promise<PushedData> {
  const { team, project, version } = push;
  const prefix = `${rawPrefix(team, project)}${version}`;
  const uploads = planUploads(push.files, prefix);
  await Promise.all(uploads.map(({ path }) => requireFile(path)));
  await cloud.projects.get(team, project);
  await requireTurn(cloud, push);
  const present = await requireRoom(cloud, push, uploads);
  const written: ObjectRef[] = [];
  for (const { path, key, contentType } of uploads) {
    const ref = await cloud.artifacts.upload('data', key, path, contentType);
    uploaded(ref);
    written.push(ref);
  }
  const sealing = isFolder(uploads, prefix) ? await seal(cloud, `${prefix}/_SUCCESS`, written, push) : written.at(-1);
  if (!sealing) throw new UsageError('name at least one file to push');
  const files = written.map(({ key, bytes }) => ({ key, bytes }));
  const runId = executionName({ ...push, fingerprint: fingerprint(sealing) });
  if (present.some(({ key, versionId }) => key === sealing.key && versionId === sealing.versionId)) {
    const next = `v${Number(version.slice(1)) + 1}`;
    throw new ConflictError(
      `${project} ${version} holds these very bytes already, and its run is ${runId}: push other data, or these as ${next}`,
    );
  }
  return { team, project, version, files, runId };
}

function planUploads(files: readonly string[], prefix: string): Upload[] {
  const typed = files.map((path) => {
    const type = CONTENT_TYPES.findLast(({ ending }) => path.toLowerCase().endsWith(ending));
    if (type) return { path, ...type };
    throw new UsageError(`${path}: a data file's name ends in .csv, .csv.gz, .csv.zst or .parquet`);
  });
  const [only, ...others] = typed;
  if (only && others.length === 0 && !COMPRESSED.test(only.ending)) {
    return [{ path: only.path, key: `${prefix}${only.ending}`, contentType: only.contentType }];
  }
  const uploads = typed.map(({ path, contentType }) => ({ path, key: `${prefix}/${basename(path)}`, contentType }));
  const twice = uploads.find(({ key }, index) => uploads.findIndex((other) => other.key === key) !== index);
  if (twice) throw new UsageError(`two files are named ${basename(twice.path)}: give one of them another name`);
  return uploads;
}

const isFolder = (uploads: readonly Upload[], prefix: string) =>
  uploads.every(({ key }) => key.startsWith(`${prefix}/`));

/** A seal is empty; one that replaces another must differ from it, or storing it would change nothing and start nothing. */
function seal(
  { artifacts }: Pick<Cloud, 'artifacts'>,
  key: string,
  written: readonly ObjectRef[],
  { force }: DataPush,
): Promise<ObjectRef> {
  const body = force ? written.map((file) => `${file.sha256}  ${basename(file.key)}\n`).join('') : '';
  return artifacts.write('data', key, body, 'text/plain');
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new NotFoundError(`there is no file ${path}`);
}

/** Versions are run in the order of their numbers, so an upload behind the newest would never have a run. */
async function requireTurn({ runs }: Pick<Cloud, 'runs'>, { team, project, version }: DataPush): Promise<void> {
  const newest = (await runs.dataVersions(team, project)).at(-1)?.version;
  if (newest === undefined || compareVersions(version, newest) >= 0) return;
  const next = `v${Number(newest.slice(1)) + 1}`;
  throw new ConflictError(`${project} ${newest} had its run already, so ${version} never would: push it as ${next}`);
}

/**
 * Nothing of the version may be there but what the push replaces: the rest would become part of it unasked.
 *
 * @returns what is there
 */
async function requireRoom(
  { artifacts }: Pick<Cloud, 'artifacts'>,
  { team, project, version, force }: DataPush,
  uploads: readonly Upload[],
): Promise<readonly ListedObject[]> {
  const objects = await artifacts.list('data', rawPrefix(team, project));
  const present = objects.filter(({ key }) => parseRawKey(key)?.version === version);
  if (!force && sealedVersions(present).length > 0) {
    throw new ConflictError(`${project} ${version} is there already: push a new version, or replace it with --force`);
  }
  const replaced = new Set(uploads.map(({ key }) => key));
  const left = present.find(({ key }) => !replaced.has(key) && !key.endsWith('/_SUCCESS'));
  if (left) {
    throw new ConflictError(`s3://${left.bucket}/${left.key} would remain part of ${version}: push a new version`);
  }
  return present;
}
