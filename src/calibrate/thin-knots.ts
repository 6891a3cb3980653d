import type { PiecewiseLinear } from './piecewise-linear.ts';

/** A stretch between two knots that are kept. */
interface Stretch {
  /** Places of both knots. */
  readonly first: number;
  readonly last: number;
  /** The knot between them that a straight line misses by most. */
  readonly worst: number;
  readonly error: number;
}

export interface ThinnedKnots {
  readonly line: PiecewiseLinear;
  /** The largest difference from the line that was given. */
  readonly error: number;
}

/**
 * Leaves knots out until no more than so many are left, always keeping next the one that the line would miss by most.
 * What rose still rises, because the knots are some of those given.
 *
 * @param most - at least 2
 */
export function thinKnots(line: PiecewiseLinear, most: number): ThinnedKnots {
  const last = line.x.length - 1;
  if (last < most) return { line, error: 0 };
  const stretches = [stretch(line, 0, last)];
  while (stretches.length < most - 1) {
    const place = placeOfWorst(stretches);
    const { first, worst, last: end, error } = stretches[place]!;
    if (error === 0) break;
    stretches.splice(place, 1, stretch(line, first, worst), stretch(line, worst, end));
  }
  const kept = [...stretches.map(({ first }) => first), last];
  const chosen = { x: kept.map((place) => line.x[place]!), y: kept.map((place) => line.y[place]!) };
  return { line: chosen, error: stretches[placeOfWorst(stretches)]!.error };
}

function stretch({ x, y }: PiecewiseLinear, first: number, last: number): Stretch {
  const slope = (y[last]! - y[first]!) / (x[last]! - x[first]!);
  let [worst, error] = [first, 0];
  for (let place = first + 1; place < last; place += 1) {
    const missed = Math.abs(y[place]! - y[first]! - slope * (x[place]! - x[first]!));
    if (missed > error) [worst, error] = [place, missed];
  }
  return { first, last, worst, error };
}

const placeOfWorst = (stretches: readonly Stretch[]): number =>
  stretches.reduce((worst, { error }, place) => (error > stretches[worst]!.error ? place : worst), 0);
