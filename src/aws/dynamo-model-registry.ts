import { ConflictError, NotFoundError } from '#src/errors.ts';
import type { ModelRegistry, ModelVersion, NewModelVersion } from '#src/ports/model-registry.ts';
import { planPromotion } from '#src/register/promotion.ts';
import type { ItemTable, ItemWrite, StoredItem } from './item-table.ts';
import { parseModelVersion, pointedVersion } from './model-version-item.ts';
import { type Decision, jitteredPause, type Pause, writeOptimistically } from './optimistic-write.ts';
import { MODEL_VERSIONS, projectPartition, tableKeys } from './table-keys.ts';

/**
 * Model versions in DynamoDB. The pointer item is the truth about Production: each change of it is one transaction that
 * also moves the stages of both versions and adds an audit record, so any two promotions happen one after the other.
 */
export class DynamoModelRegistry implements ModelRegistry {
  readonly #table: ItemTable;
  readonly #pause: Pause;
  readonly #now: () => Date;

  constructor(table: ItemTable, pause: Pause = jitteredPause, now: () => Date = () => new Date()) {
    this.#table = table;
    this.#pause = pause;
    this.#now = now;
  }

  async register(model: NewModelVersion): Promise<ModelVersion> {
    return await writeOptimistically(this.#table, this.#pause, () => this.#decideRegistration(model));
  }

  async promoteToProduction(team: string, project: string, version: number): Promise<void> {
    const before = await this.#table.get(tableKeys.production(team, project));
    await writeOptimistically(this.#table, this.#pause, () =>
      this.#decidePromotion({ team, project, version }, pointedVersion(before)),
    );
  }

  async production(team: string, project: string): Promise<ModelVersion | undefined> {
    const version = pointedVersion(await this.#table.get(tableKeys.production(team, project)));
    // The pointer may move on between the two reads; the answer is the version that it named.
    return version === undefined ? undefined : { ...(await this.get(team, project, version)), stage: 'Production' };
  }

  async get(team: string, project: string, version: number): Promise<ModelVersion> {
    return parseModelVersion(await this.#versionItem(team, project, version));
  }

  async list(team: string, project: string): Promise<readonly ModelVersion[]> {
    const items = await this.#table.query(projectPartition(team, project), MODEL_VERSIONS);
    // Read after the versions: a query is no snapshot and may show both sides of a promotion as Production.
    const production = pointedVersion(await this.#table.get(tableKeys.production(team, project)));
    return items
      .map(parseModelVersion)
      .map((model) => withStageOf(model, production))
      .reverse();
  }

  async #decideRegistration(model: NewModelVersion): Promise<Decision<ModelVersion>> {
    const { team, project, runId } = model;
    const ofRun = tableKeys.modelOfRun(team, project, runId);
    const earlier = pointedVersion(await this.#table.get(ofRun));
    if (earlier !== undefined) return { result: await this.get(team, project, earlier), writes: [] };

    const counterKey = tableKeys.counter(team, project);
    const counter = await this.#table.get(counterKey);
    const version = (pointedVersion(counter) ?? 0) + 1;
    const result: ModelVersion = { ...model, version, stage: 'None' };
    return {
      result,
      writes: [
        { key: counterKey, replaces: counter, attributes: { version } },
        { key: tableKeys.modelVersion(team, project, version), replaces: undefined, attributes: { ...result } },
        { key: ofRun, replaces: undefined, attributes: { version } },
      ],
    };
  }

  /** @param expected - the version that was Production when the promotion was asked for */
  async #decidePromotion(
    { team, project, version }: Pick<ModelVersion, 'team' | 'project' | 'version'>,
    expected: number | undefined,
  ): Promise<Decision<void>> {
    // In this order: a candidate that was promoted in between is found at the pointer.
    const candidateItem = await this.#versionItem(team, project, version);
    const pointer = await this.#table.get(tableKeys.production(team, project));
    const held = pointedVersion(pointer);
    const candidate = withStageOf(parseModelVersion(candidateItem), held);
    const holder = held === undefined ? undefined : await this.#versionItem(team, project, held);
    const promotion = planPromotion(candidate, holder && parseModelVersion(holder));
    if (!promotion) return { result: undefined, writes: [] };
    if (held !== expected) throw overtaken(version, project, held);

    const { promoted, archived } = promotion;
    const audit = { action: 'promote', version, ...(held && { archived: held }), at: this.#now().toISOString() };
    const writes: ItemWrite[] = [
      { key: tableKeys.production(team, project), replaces: pointer, attributes: { version } },
      { key: candidateItem.key, replaces: candidateItem, attributes: { ...promoted } },
      { key: tableKeys.audit(team, project, (pointer?.revision ?? 0) + 1), replaces: undefined, attributes: audit },
    ];
    if (holder && archived) writes.push({ key: holder.key, replaces: holder, attributes: { ...archived } });
    return { result: undefined, writes };
  }

  async #versionItem(team: string, project: string, version: number): Promise<StoredItem> {
    const item = await this.#table.get(tableKeys.modelVersion(team, project, version));
    if (item) return item;
    throw new NotFoundError(`project ${project} of team ${team} has no model version ${version}`);
  }
}

function withStageOf(model: ModelVersion, production: number | undefined): ModelVersion {
  if (model.version === production) return { ...model, stage: 'Production' };
  return model.stage === 'Production' ? { ...model, stage: 'Archived' } : model;
}

function overtaken(version: number, project: string, held: number | undefined): ConflictError {
  return new ConflictError(
    `model version ${version} of ${project} was not promoted: version ${held ?? 'none'} became Production meanwhile; ` +
      'compare with that one, then promote again',
  );
}
