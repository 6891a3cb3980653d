import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';
import { normalTail } from './chi-square.ts';
import { rankSumTail } from './rank-sum.ts';

/** A side with more rows than this is enough for the normal approximation when the other one has more, too. */
const MOST_ROWS_FOR_EXACT = 8;

/**
 * How often the current values would exceed the reference's at least as often as they do: the one-sided Mann-Whitney
 * test, as SciPy 1.17's `mannwhitneyu(reference, current, alternative='less')`. Exact where one side is small and no
 * value occurs twice, else normal with SciPy's corrections for ties and continuity.
 *
 * @param samples - both ascending and not empty
 * @see Mann and Whitney (1947), "On a Test of Whether one of Two Random Variables is Stochastically Larger"
 */
export function mannWhitneyTail({ reference, current }: Samples): number {
  const [before, now] = [reference.length, current.length];
  let [exceeding, tied, seen] = [0, 0, 0];
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    const count = inReference + inCurrent;
    exceeding += inCurrent * (seen + inReference / 2);
    tied += count ** 3 - count;
    seen += inReference;
    return true;
  });
  if (tied === 0 && Math.min(before, now) <= MOST_ROWS_FOR_EXACT) return rankSumTail(exceeding, before, now);
  const all = before + now;
  const variance = ((before * now) / 12) * (all + 1 - tied / (all * (all - 1)));
  // A single value on both sides: nothing varies, and nothing exceeds.
  if (variance <= 0) return 1;
  return normalTail((exceeding - (before * now) / 2 - 0.5) / Math.sqrt(variance));
}
