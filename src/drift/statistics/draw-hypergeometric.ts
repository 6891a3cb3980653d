import type { Random } from '#src/random.ts';
import { hypergeometricDensity, modeOf, ratioUp, type Urn } from './hypergeometric.ts';

/** A random number of hits, by inversion outwards from the most probable one: as many steps as it is away from it. */
export function drawHypergeometric(urn: Urn, random: Random): number {
  const mode = modeOf(urn);
  const density = hypergeometricDensity(mode, urn);
  let [low, high, below, above, drawn] = [mode, mode, density, density, mode];
  for (let left = random() - density; left >= 0; ) {
    // The more probable of both neighbours is next; beyond the possible hits both are 0.
    const [down, up] = [below / ratioUp(low - 1, urn), above * ratioUp(high, urn)];
    if (up === 0 && down === 0) return mode;
    left -= Math.max(up, down);
    if (up > down) {
      drawn = ++high;
      above = up;
    } else {
      drawn = --low;
      below = down;
    }
  }
  return drawn;
}
