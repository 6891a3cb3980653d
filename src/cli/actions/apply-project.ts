import { createHash } from 'node:crypto';
import { inactiveSettings } from '#src/contracts/inactive-settings.ts';
import { parseProjectFile } from '#src/contracts/parse-project-file.ts';
import { checkProjectFile } from '#src/train/check-project-file.ts';
import type { Cloud } from '../cloud.ts';

export interface AppliedProject {
  readonly team: string;
  readonly project: string;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Settings that have no effect yet, and whom the API's key belongs to if that is somebody else. */
  readonly notes: readonly string[];
}

/**
 * Creates or replaces a project, and makes it the default one of the API's deployed key if that key is still nobody's.
 *
 * @param text - the project file
 * @param fileName - named in errors
 * @param now - ISO 8601
 * @throws InvalidProjectFileError
 */
export async function applyProject(
  cloud: Pick<Cloud, 'projects' | 'apiKeys'>,
  text: string,
  fileName: string,
  now: string,
): Promise<AppliedProject> {
  const file = parseProjectFile(text, fileName);
  checkProjectFile(file);
  const sha256 = sha256Of(text);
  await cloud.projects.apply({ file, sha256, appliedAt: now });
  const keySha256 = sha256Of(await cloud.apiKeys.defaultKey());
  const owner = await cloud.projects.bindKey(keySha256, { team: file.team, defaultProject: file.project });
  const notes = inactiveSettings(file);
  if (owner.team !== file.team) {
    notes.push(`the deployed API key belongs to team ${owner.team}: it cannot ask for predictions of ${file.project}`);
  }
  return { team: file.team, project: file.project, sha256, notes };
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
