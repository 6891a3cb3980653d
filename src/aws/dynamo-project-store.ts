import { z } from 'zod';
import { SafeName, Sha256 } from '#src/contracts/names.ts';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { NotFoundError } from '#src/errors.ts';
import type { ApiKeyOwner, ProjectStore, StoredProject } from '#src/ports/project-store.ts';
import type { ItemTable, StoredItem } from './item-table.ts';
import { jitteredPause, type Pause, writeOptimistically } from './optimistic-write.ts';
import { TEAMS, tableKeys, teamPartition } from './table-keys.ts';

const ProjectItem = z.object({ file: ProjectFile, sha256: Sha256, appliedAt: z.string() });
const OwnerItem = z.object({ team: SafeName, defaultProject: SafeName });

/** Project files and the owners of API keys, in the registry table. */
export class DynamoProjectStore implements ProjectStore {
  readonly #table: ItemTable;
  readonly #pause: Pause;

  constructor(table: ItemTable, pause: Pause = jitteredPause) {
    this.#table = table;
    this.#pause = pause;
  }

  async apply(project: StoredProject): Promise<void> {
    const { team, project: name } = project.file;
    const key = tableKeys.project(team, name);
    const teamKey = tableKeys.team(team);
    await writeOptimistically(this.#table, this.#pause, async () => {
      const [present, knownTeam] = await Promise.all([this.#table.get(key), this.#table.get(teamKey)]);
      if (present && parseProject(present).sha256 === project.sha256) return { result: undefined, writes: [] };
      const write = { key, replaces: present, attributes: { ...project } };
      const teamWrite = { key: teamKey, replaces: undefined, attributes: {} };
      return { result: undefined, writes: knownTeam ? [write] : [write, teamWrite] };
    });
  }

  async get(team: string, project: string): Promise<StoredProject> {
    const item = await this.#table.get(tableKeys.project(team, project));
    if (item) return parseProject(item);
    throw new NotFoundError(`team ${team} has no project ${project}: apply its project file first`);
  }

  async list(team?: string): Promise<readonly StoredProject[]> {
    const teams = team === undefined ? (await this.#table.query(TEAMS, '')).map(({ key }) => key.sk) : [team];
    const projects = await Promise.all(teams.map((name) => this.#table.query(teamPartition(name), '')));
    return projects.flat().map(parseProject);
  }

  async keyOwner(keySha256: string): Promise<ApiKeyOwner | undefined> {
    const item = await this.#table.get(tableKeys.keyOwner(keySha256));
    return item && OwnerItem.parse(item.attributes);
  }

  async bindKey(keySha256: string, owner: ApiKeyOwner): Promise<ApiKeyOwner> {
    const key = tableKeys.keyOwner(keySha256);
    return await writeOptimistically(this.#table, this.#pause, async () => {
      const present = await this.keyOwner(keySha256);
      if (present) return { result: present, writes: [] };
      return { result: owner, writes: [{ key, replaces: undefined, attributes: { ...owner } }] };
    });
  }
}

const parseProject = ({ attributes }: StoredItem): StoredProject => ProjectItem.parse(attributes);
