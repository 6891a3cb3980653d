import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';

/** Fewer rows in all have no variance to standardise by. */
const FEWEST_ROWS = 4;

/**
 * The two-sample Anderson-Darling statistic with midranks for ties, less its mean and in its standard deviations.
 *
 * @param samples - both ascending and not empty
 * @returns NaN for fewer than four rows, and where all values are equal
 * @see Scholz and Stephens (1987), "K-Sample Anderson-Darling Tests", equation 7 and section 3.1
 */
export function standardizedAndersonDarling({ reference, current }: Samples): number {
  const [before, now] = [reference.length, current.length];
  const all = before + now;
  if (all < FEWEST_ROWS) return Number.NaN;
  let [smaller, smallerInReference, sum] = [0, 0, 0];
  walkTogether(reference, current, (_, inReference, inCurrent) => {
    const count = inReference + inCurrent;
    const midrank = smaller + count / 2;
    const gap = all * (smallerInReference + inReference / 2) - midrank * before;
    const spread = midrank * (all - midrank) - (all * count) / 4;
    sum += (count / all) * ((gap * gap) / spread);
    smaller += count;
    smallerInReference += inReference;
    return true;
  });
  // The gaps of both sides are opposite, so their sum over n₁ and n₂ is one sum times 1/n₁ + 1/n₂.
  const statistic = sum * (1 / before + 1 / now) * ((all - 1) / all);
  return (statistic - 1) / Math.sqrt(varianceOf(before, now));
}

/** The statistic's variance under no drift, without ties. */
function varianceOf(before: number, now: number): number {
  const all = before + now;
  const inverse = 1 / before + 1 / now;
  const { harmonic, nested } = harmonicSums(all);
  const a = 4 * nested - 6 + (10 - 6 * nested) * inverse;
  const b = 12 * nested + 8 * harmonic - 22 + (2 * nested - 14 * harmonic - 4) * inverse;
  const c = 36 * harmonic + 4 + (2 * harmonic - 6) * inverse;
  const d = 24;
  return (a * all ** 3 + b * all ** 2 + c * all + d) / ((all - 1) * (all - 2) * (all - 3));
}

/** Σ 1/i for i < all, and Σ 1 / ((all − i) j) for i < j < all. */
function harmonicSums(all: number) {
  let [sum, nested] = [0, 0];
  for (let i = 1; i < all - 1; i++) {
    sum += 1 / (all - i);
    nested += sum / (i + 1);
  }
  return { harmonic: sum + 1, nested };
}
