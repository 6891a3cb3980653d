import type { Samples } from '../column-pair.ts';
import { walkTogether } from '../sorted-values.ts';

/**
 * The energy distance √(2 ∫ (F − G)²) of two samples, in the square root of the values' unit.
 *
 * @param samples - both ascending and not empty
 * @see Székely and Rizzo (2013), "Energy statistics: A class of statistics based on distances"
 */
export function energyDistance({ reference, current }: Samples): number {
  let [seen, seenNow, area] = [0, 0, 0];
  let previous = Math.min(reference[0]!, current[0]!);
  walkTogether(reference, current, (value, inReference, inCurrent) => {
    area += (seen / reference.length - seenNow / current.length) ** 2 * (value - previous);
    previous = value;
    seen += inReference;
    seenNow += inCurrent;
    return true;
  });
  return Math.sqrt(2 * area);
}
