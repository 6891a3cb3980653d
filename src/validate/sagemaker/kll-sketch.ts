/** SageMaker's own. */
const PARAMETERS = { c: 0.64, k: 2048 } as const;
const LEAST_CAPACITY = 2;

type KllSketch = { readonly parameters: { readonly c: number; readonly k: number }; readonly data: number[][] };

/**
 * The quantile sketch of Karnin, Lang and Liberty, "Optimal Quantile Approximation in Streams" (2016): an item of level h
 * stands for 2^h values. A level beyond its capacity, k·c^(levels above it), passes every second of its sorted items on;
 * which half is taken alternates, where the paper tosses a coin, so that the same values have the same sketch.
 *
 * @param values - finite
 */
export function kllSketch(values: Iterable<number>): KllSketch {
  const levels: number[][] = [[]];
  let odd = 0;
  for (const value of values) {
    levels[0]?.push(value);
    for (let level = 0; isFull(levels, level); level += 1) {
      const full = (levels[level] ?? []).sort((a, b) => a - b);
      // An item without a partner stays, so that all weights together are the number of values.
      levels[level] = full.length % 2 === 1 ? full.splice(-1) : [];
      const passed = full.filter((_, index) => index % 2 === odd);
      levels[level + 1] = [...(levels[level + 1] ?? []), ...passed];
      odd = 1 - odd;
    }
  }
  return { parameters: PARAMETERS, data: levels };
}

function isFull(levels: readonly (readonly number[])[], level: number): boolean {
  const { c, k } = PARAMETERS;
  const capacity = Math.max(LEAST_CAPACITY, Math.ceil(k * c ** (levels.length - 1 - level)));
  return (levels[level]?.length ?? 0) > capacity;
}
