import type { Task } from '../../contracts/project-file.ts';
import { koffi } from '../native-library.ts';
import { type Handle, NativeObject } from '../native-object.ts';
import { withComplements } from '../probabilities.ts';
import { api, check, created, type Out } from './library.ts';
import type { XgBoostMatrix } from './matrix.ts';

/** What the predictions are of. */
interface Predicted {
  readonly rowCount: number;
  readonly task: Task;
  readonly classCount: number;
}

/** A model inside the library. */
export class XgBoostBooster {
  readonly #booster: NativeObject;

  private constructor(handle: Handle) {
    this.#booster = new NativeObject(handle);
  }

  get #handle(): Handle {
    return this.#booster.handle;
  }

  /**
   * @param matrices - the rows to learn from, and those that the model is watched by
   * @param before - a model in XGBoost's JSON format, whose rounds come first
   */
  static create(
    matrices: readonly XgBoostMatrix[],
    parameters: Readonly<Record<string, string | number | boolean>>,
    before?: string,
  ): XgBoostBooster {
    const handles = matrices.map(({ handle }) => handle);
    const booster = new XgBoostBooster(created((out) => api().createBooster(handles, handles.length, out)));
    return booster.#prepared(before === undefined ? undefined : new TextEncoder().encode(before), parameters);
  }

  /**
   * A model that was trained before.
   * @param model - in XGBoost's JSON or UBJSON format
   */
  static load(model: Uint8Array, parameters: Readonly<Record<string, string | number>>): XgBoostBooster {
    const booster = new XgBoostBooster(created((out) => api().createBooster([], 0, out)));
    return booster.#prepared(model, parameters);
  }

  /** One boosting round. @param round - from 0 */
  update(round: number, matrix: XgBoostMatrix): void {
    check(api().update(this.#handle, round, matrix.handle));
  }

  /** The metric of the parameters, on those rows. */
  score(matrix: XgBoostMatrix): number {
    const text: Out<string | null> = [null];
    check(api().evaluate(this.#handle, 0, [matrix.handle], ['rows'], 1, text)); // [0]\trows-rmse:1.5
    return Number(text[0]?.slice(text[0].lastIndexOf(':') + 1));
  }

  /** The model's first rounds, as a model of their own. */
  firstRounds(count: number, parameters: Readonly<Record<string, string>> = {}): XgBoostBooster {
    const first = new XgBoostBooster(created((out) => api().slice(this.#handle, 0, count, 1, out)));
    return first.#prepared(undefined, parameters);
  }

  /** @param outputs - numbers per row */
  #outputsOf(matrix: XgBoostMatrix, rowCount: number, outputs: number): Float64Array {
    const wanted = { type: 0, training: false, iteration_begin: 0, iteration_end: 0, strict_shape: true };
    const values = created((out) =>
      api().predict(this.#handle, matrix.handle, JSON.stringify(wanted), [null], [0], out),
    );
    const floats: Iterable<number> = koffi().decode(values, koffi().array('float', rowCount * outputs));
    return Float64Array.from(floats);
  }

  /**
   * One probability per class, or one number per row for a regression, row-major.
   * @param matrix - is freed
   */
  predict(matrix: XgBoostMatrix, { rowCount, task, classCount }: Predicted): Float64Array {
    try {
      const predictions = this.#outputsOf(matrix, rowCount, task === 'multiclass' ? classCount : 1);
      return task === 'binary' ? withComplements(predictions) : predictions;
    } finally {
      matrix.free();
    }
  }

  /** The model in XGBoost's JSON format. */
  toJson(): string {
    const length: Out<number | bigint> = [0];
    const bytes = created((out) => api().saveToBuffer(this.#handle, '{"format":"json"}', length, out));
    const copy: Iterable<number> = koffi().decode(bytes, koffi().array('uint8', Number(length[0])));
    return new TextDecoder().decode(Uint8Array.from(copy));
  }

  free(): void {
    this.#booster.free((handle) => check(api().freeBooster(handle)));
  }

  #prepared(
    model: Uint8Array | undefined,
    parameters: Readonly<Record<string, string | number | boolean>>,
  ): XgBoostBooster {
    try {
      if (model) check(api().loadFromBuffer(this.#handle, model, model.length));
      for (const [name, value] of Object.entries(parameters)) {
        check(api().setParameter(this.#handle, name, String(value)));
      }
      return this;
    } catch (error) {
      this.free();
      throw error;
    }
  }
}
