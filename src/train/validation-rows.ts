import type { Split } from '../featurize/split-rows.ts';
import { below, createRandom } from '../random.ts';

/** Apart from the one that splits training from test rows. */
const STREAM = 1;

/**
 * Sets rows aside at random, the same ones for the same seed: of each group (a class, say) the same share, and of one
 * with at least two rows at least one on either side.
 *
 * @param groups - row numbers (0-based) of each
 * @param fraction - 0..1 exclusive
 */
export function setAside(groups: readonly (readonly number[])[], fraction: number, seed: number): Split {
  const random = createRandom(seed, STREAM);
  const train: number[] = [];
  const test: number[] = [];
  for (const group of groups) {
    const rows = [...group];
    const count = rows.length < 2 ? 0 : Math.min(Math.max(Math.round(rows.length * fraction), 1), rows.length - 1);
    for (let place = 0; place < count; place += 1) {
      const other = place + below(rows.length - place, random);
      [rows[place], rows[other]] = [rows[other]!, rows[place]!];
    }
    test.push(...rows.slice(0, count));
    train.push(...rows.slice(count));
  }
  const ascending = (a: number, b: number) => a - b;
  return { train: train.sort(ascending), test: test.sort(ascending) };
}
