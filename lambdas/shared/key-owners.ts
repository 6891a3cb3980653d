import { createHash } from 'node:crypto';
import { SafeName } from '#src/contracts/names.ts';
import { ForbiddenError, NotFoundError } from '#src/errors.ts';
import type { ApiKeyOwner, ProjectStore } from '#src/ports/project-store.ts';
import type { ApiRequest } from './http.ts';

const MAX_REMEMBERED = 1000;

/** A team's project that a request is about. */
export interface RequestedProject {
  readonly team: string;
  readonly project: string;
}

/**
 * Finds out whom a request's API key belongs to. A key's team never changes once bound, so it is asked for once per
 * container; whether the key is still enabled is the gateway's business.
 */
export class KeyOwners {
  readonly #projects: Pick<ProjectStore, 'keyOwner'>;
  readonly #known = new Map<string, ApiKeyOwner>();

  constructor(projects: Pick<ProjectStore, 'keyOwner'>) {
    this.#projects = projects;
  }

  /**
   * The project in the path, else the key's default one; always one of the key's own team.
   * @throws ForbiddenError without a known key, NotFoundError for a name that no project can have
   */
  async projectOf(request: ApiRequest): Promise<RequestedProject> {
    const { team, defaultProject } = await this.#ownerOf(request.header('x-api-key') ?? '');
    const project = request.pathParameter('project') ?? defaultProject;
    if (!SafeName.safeParse(project).success) {
      throw new NotFoundError(`there is no project ${JSON.stringify(project.slice(0, 80))}`);
    }
    request.annotate({ team, project });
    return { team, project };
  }

  async #ownerOf(key: string): Promise<ApiKeyOwner> {
    const hash = createHash('sha256').update(key).digest('hex');
    const owner = this.#known.get(hash) ?? (key === '' ? undefined : await this.#projects.keyOwner(hash));
    if (!owner) throw new ForbiddenError('send the x-api-key header with a key that is bound to a team');
    if (this.#known.size >= MAX_REMEMBERED) this.#known.clear();
    this.#known.set(hash, owner);
    return owner;
  }
}
