import { NoProductionModelError, NotFoundError } from '#src/errors.ts';
import type { Predictor } from '#src/serve/predictor.ts';
import { fetchModel } from './fetch-model.ts';
import type { RequestLog } from './http.ts';
import type { RequestedProject } from './key-owners.ts';
import { requireProduction } from './require-production.ts';
import type { Dependencies } from './step.ts';

/** How old the answer to "which version is Production" may be: a promotion serves everywhere this much later. */
export const RECHECK_MS = 2000;

/** Models kept in memory; the one that was asked for longest ago goes first. */
const MAX_MODELS = 8;

export interface ServedModel {
  readonly version: number;
  readonly predictor: Predictor;
}

interface Entry {
  served?: ServedModel & { readonly manifestSha256: string };
  checkedAt: number;
  /** The check that is under way; requests that come meanwhile wait for the same one. */
  checking?: Promise<ServedModel>;
}

type Needs = Pick<Dependencies, 'artifacts' | 'registry' | 'projects'>;

/**
 * The production models of a container, each loaded once and replaced when the registry names another version. When
 * the registry or the new model cannot be read, the loaded one goes on serving and the error is logged.
 */
export class ProductionModels {
  readonly #needs: Needs;
  readonly #context: { readonly log: RequestLog; readonly now: () => number };
  readonly #entries = new Map<string, Entry>();

  constructor(needs: Needs, context: { readonly log: RequestLog; readonly now: () => number }) {
    this.#needs = needs;
    this.#context = context;
  }

  /** @throws NotFoundError for an unknown project, NoProductionModelError, IntegrityError */
  async get(project: RequestedProject): Promise<ServedModel> {
    const entry = this.#entryOf(project);
    if (entry.served && this.#context.now() - entry.checkedAt < RECHECK_MS) return entry.served;
    entry.checking ??= this.#check(project, entry).finally(() => delete entry.checking);
    return entry.checking;
  }

  /** The project's entry, moved to the young end of the map. */
  #entryOf({ team, project }: RequestedProject): Entry {
    const key = `${team}/${project}`;
    const entry = this.#entries.get(key) ?? { checkedAt: 0 };
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MAX_MODELS && oldest !== undefined) this.#entries.delete(oldest);
    return entry;
  }

  async #check(project: RequestedProject, entry: Entry): Promise<ServedModel> {
    try {
      entry.served = await this.#current(project, entry.served);
    } catch (error) {
      const isGone = error instanceof NoProductionModelError || error instanceof NotFoundError;
      if (!entry.served || isGone) {
        delete entry.served;
        throw error;
      }
      this.#context.log.error('model not refreshed', { ...project, modelVersion: entry.served.version, error });
    }
    entry.checkedAt = this.#context.now();
    return entry.served;
  }

  async #current(project: RequestedProject, served: Entry['served']) {
    const { version, manifest } = await requireProduction(this.#needs, project);
    if (served?.version === version && served.manifestSha256 === manifest.sha256) return served;
    const predictor = await fetchModel(this.#needs.artifacts, manifest);
    return { version, predictor, manifestSha256: manifest.sha256 };
  }
}
