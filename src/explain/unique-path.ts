/**
 * The features on the way to a node, each once, with the share of all orders of the features that lead there by how many
 * of them are known: the `m` of Lundberg et al. (2020), algorithm 2. Paths of a node and of those above it stand one
 * after the other in the same arrays.
 */
export class UniquePath {
  readonly #feature: Int32Array;
  /** Share of the rows that go the way when the feature is not known. */
  readonly #zero: Float64Array;
  /** Whether the row itself goes the way, 1 or 0. */
  readonly #one: Float64Array;
  readonly #weight: Float64Array;
  readonly #ratios: readonly Float64Array[];
  readonly #inverses: readonly Float64Array[];

  /** @param depth - splits on the longest way */
  constructor(depth: number) {
    const places = ((depth + 2) * (depth + 3)) / 2;
    this.#feature = new Int32Array(places);
    this.#zero = new Float64Array(places);
    this.#one = new Float64Array(places);
    this.#weight = new Float64Array(places);
    this.#ratios = ratiosUpTo(depth + 2);
    this.#inverses = this.#ratios.map((ratios) => ratios.map((ratio) => 1 / ratio));
  }

  zero(place: number): number {
    return this.#zero[place]!;
  }

  one(place: number): number {
    return this.#one[place]!;
  }

  /**
   * Copies the path at `from` behind itself and adds a feature.
   * @returns where the copy begins, which is one longer
   */
  extended(from: number, length: number, zero: number, one: number, feature: number): number {
    const start = from + length;
    const weight = this.#weight;
    this.#copy(from, start, length);
    this.#feature[start + length] = feature;
    this.#zero[start + length] = zero;
    this.#one[start + length] = one;
    weight[start + length] = length === 0 ? 1 : 0;
    for (let place = length - 1; place >= 0; place -= 1) {
      const own = weight[start + place]!;
      weight[start + place + 1]! += (one * own * (place + 1)) / (length + 1);
      weight[start + place] = (zero * own * (length - place)) / (length + 1);
    }
    return start;
  }

  #copy(from: number, to: number, length: number): void {
    for (let place = 0; place < length; place += 1) {
      this.#feature[to + place] = this.#feature[from + place]!;
      this.#zero[to + place] = this.#zero[from + place]!;
      this.#one[to + place] = this.#one[from + place]!;
      this.#weight[to + place] = this.#weight[from + place]!;
    }
  }

  /** @returns the place of the feature within the path, or -1 */
  find(start: number, length: number, feature: number): number {
    for (let place = 1; place < length; place += 1) if (this.#feature[start + place] === feature) return place;
    return -1;
  }

  /** Takes a feature out again, wherever it was added. */
  unwind(start: number, length: number, removed: number): void {
    const weight = this.#weight;
    const one = this.#one[start + removed]!;
    const zero = this.#zero[start + removed]!;
    let carried = weight[start + length - 1]!;
    for (let place = length - 2; place >= 0; place -= 1) {
      const own = weight[start + place]!;
      if (one === 0) {
        weight[start + place] = (own * length) / (zero * (length - 1 - place));
      } else {
        weight[start + place] = (carried * length) / ((place + 1) * one);
        carried = own - (weight[start + place]! * zero * (length - 1 - place)) / length;
      }
    }
    for (let place = removed; place < length - 1; place += 1) {
      this.#feature[start + place] = this.#feature[start + place + 1]!;
      this.#zero[start + place] = this.#zero[start + place + 1]!;
      this.#one[start + place] = this.#one[start + place + 1]!;
    }
  }

  /** Adds what a leaf's value is worth to each feature of the path. @param sums - by feature */
  addLeaf(start: number, length: number, value: number, sums: Float64Array): void {
    // The same of every feature by which the row goes another way: its share and what it is divided by cancel.
    const otherwise = -this.#weightOfOthers(start, length) * value;
    for (let place = start + 1; place < start + length; place += 1) {
      const worth =
        this.#one[place] === 0
          ? otherwise
          : this.#weightWithout(start, length, this.#zero[place]!) * (1 - this.#zero[place]!) * value;
      sums[this.#feature[place]!]! += worth;
    }
  }

  #weightOfOthers(start: number, length: number): number {
    const ratio = this.#ratios[length]!;
    let total = 0;
    for (let place = 0; place < length - 1; place += 1) {
      total += this.#weight[start + place]! * ratio[length - 2 - place]!;
    }
    return total;
  }

  /** The sum of all weights, were a feature taken out by which the row goes this way. */
  #weightWithout(start: number, length: number, zero: number): number {
    const weight = this.#weight;
    const ratio = this.#ratios[length]!;
    const inverse = this.#inverses[length]!;
    let carried = weight[start + length - 1]!;
    let total = 0;
    for (let place = length - 2; place >= 0; place -= 1) {
      const own = carried * ratio[place]!;
      total += own;
      carried = weight[start + place]! - own * zero * inverse[length - 2 - place]!;
    }
    return total;
  }
}

/** By length, `length / (place + 1)` of each place. */
const ratiosUpTo = (longest: number): Float64Array[] =>
  Array.from({ length: longest + 1 }, (_, length) =>
    Float64Array.from({ length }, (__, place) => length / (place + 1)),
  );
