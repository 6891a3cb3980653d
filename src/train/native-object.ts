/** A pointer into a library's memory; only the library can do anything with it. */
export type Handle = object;

/** An object in a library's memory that somebody here has to free. */
export class NativeObject {
  #handle: Handle | undefined;

  constructor(handle: Handle) {
    this.#handle = handle;
  }

  /** @throws Error once it was freed: the library would read memory that is no longer its own */
  get handle(): Handle {
    if (this.#handle) return this.#handle;
    throw new Error('the model was disposed of already');
  }

  /** @param free - the library's own way to do so */
  free(free: (handle: Handle) => void): void {
    free(this.handle);
    this.#handle = undefined;
  }
}
