import { type Frequencies, total } from '../frequencies.ts';
import { chiSquareTail } from '../statistics/chi-square.ts';

/** Below so many expected rows on a side the chi-square distribution is no good description of a level's count. */
const FEWEST_EXPECTED = 5;

/** Rare levels count together as one; where they hold more of the rows than this, too much would go unseen. */
const MOST_POOLED = 0.1;

/**
 * How often two samples of one distribution differ at least as much as these, by Pearson's chi-square test of
 * homogeneity. Unlike the goodness of fit it takes the reference for what it is, a sample with noise of its own.
 *
 * @returns a probability; undefined where too many rows are of levels too rare for the test
 */
export function homogeneityTail({ reference, current }: Frequencies): number | undefined {
  const [before, now] = [total(reference), total(current)];
  const smaller = Math.min(before, now) / (before + now);
  let statistic = 0;
  let levels = 0;
  const rare = { reference: 0, current: 0 };
  const contribution = (inReference: number, inCurrent: number) =>
    (inReference * now - inCurrent * before) ** 2 / ((inReference + inCurrent) * before * now);
  for (const [level, inReference] of reference.entries()) {
    const inCurrent = current[level]!;
    if ((inReference + inCurrent) * smaller < FEWEST_EXPECTED) {
      rare.reference += inReference;
      rare.current += inCurrent;
    } else {
      statistic += contribution(inReference, inCurrent);
      levels++;
    }
  }
  const pooled = rare.reference + rare.current;
  if (pooled > MOST_POOLED * (before + now)) return undefined;
  // A pool that is itself too small is left out; what it could add is bounded by the share that it holds.
  if (pooled * smaller >= FEWEST_EXPECTED) {
    statistic += contribution(rare.reference, rare.current);
    levels++;
  }
  return levels > 1 ? chiSquareTail(statistic, levels - 1) : 1;
}
