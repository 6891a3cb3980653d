import { createHash } from 'node:crypto';
import type { ListedObject } from './sealed-versions.ts';

/** Step Functions accepts no longer name. */
const MAX_NAME_LENGTH = 80;
const DIGEST_LENGTH = 16;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Tells one upload of a data version from any other, even under the same name: the SHA-256 of the sealing object's identity. */
export function fingerprint({ key, versionId }: Pick<ListedObject, 'key' | 'versionId'>): string {
  return sha256(`${key}\n${versionId}`);
}

export interface Upload {
  readonly team: string;
  readonly project: string;
  readonly version: string;
  readonly fingerprint: string;
}

/**
 * The name of the run that an upload starts, `<project>-<version>-<16 hex digits>`: the same upload always has the same
 * name, so a repeated event starts nothing. A project's name too long for Step Functions is cut; the digest is of the
 * whole.
 */
export function executionName({ team, project, version, fingerprint }: Upload): string {
  const digest = sha256(`${team}/${project}/${version}/${fingerprint}`).slice(0, DIGEST_LENGTH);
  const ending = `-${version}-${digest}`;
  return `${project.slice(0, MAX_NAME_LENGTH - ending.length)}${ending}`;
}
