import type { ProjectFile } from '../contracts/project-file.ts';

export interface StoredProject {
  readonly file: ProjectFile;
  /** SHA-256 of the file as applied. */
  readonly sha256: string;
  readonly appliedAt: string;
}

/** Whom an API key belongs to; keys are kept as SHA-256 only. */
export interface ApiKeyOwner {
  readonly team: string;
  readonly defaultProject: string;
}

export interface ProjectStore {
  /** Creates or replaces the project; applying the same file again changes nothing. */
  apply(project: StoredProject): Promise<void>;
  /** @throws NotFoundError */
  get(team: string, project: string): Promise<StoredProject>;
  list(team?: string): Promise<readonly StoredProject[]>;
  keyOwner(keySha256: string): Promise<ApiKeyOwner | undefined>;
  /** Binds a key to its team, once; an existing binding stays. */
  bindKey(keySha256: string, owner: ApiKeyOwner): Promise<ApiKeyOwner>;
}
