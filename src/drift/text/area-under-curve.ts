import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';

/**
 * How often a value of the current sample is larger than one of the reference, ties counted half: the area under the
 * ROC curve, and the Mann-Whitney statistic as a share of all pairs.
 *
 * @param samples - both ascending and not empty
 * @see Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic curve"
 */
export function areaUnderCurve({ reference, current }: Samples): number {
  let [larger, below] = [0, 0];
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    larger += inCurrent * (below + inReference / 2);
    below += inReference;
    return true;
  });
  return larger / (reference.length * current.length);
}
