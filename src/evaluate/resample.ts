import { below, createRandom } from '../random.ts';

/** Apart from what splits rows. */
const STREAM = 7;

const DRAWS = 1000;
const FEWEST_DRAWS = 100;

/** More would take longer than a second. */
const ROWS_IN_ALL = 10_000_000;

/**
 * Draws as many rows as there are, with repeats, again and again (the bootstrap), the same for the same seed: a thousand
 * times, but for more than 10,000 rows fewer times in proportion, and never fewer than 100 times.
 *
 * @yields how often each row was drawn; the array is the same every time
 */
export function* resample(rows: number, seed: number): Generator<Uint16Array> {
  const random = createRandom(seed, STREAM);
  const counts = new Uint16Array(rows);
  const draws = Math.min(DRAWS, Math.max(FEWEST_DRAWS, Math.floor(ROWS_IN_ALL / rows)));
  for (let draw = 0; draw < draws; draw += 1) {
    counts.fill(0);
    for (let row = 0; row < rows; row += 1) counts[below(rows, random)]! += 1;
    yield counts;
  }
}

/**
 * The middle part of what was found, as the percentile bootstrap has it.
 *
 * @param confidence - its share, 0..1
 * @returns undefined without values
 */
export function middlePart(values: readonly number[], confidence: number): [number, number] | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  return [quantile(sorted, (1 - confidence) / 2), quantile(sorted, (1 + confidence) / 2)];
}

/** Linear between neighbours, as numpy's default. */
export function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}
