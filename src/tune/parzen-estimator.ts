import { normalTail } from '../drift/statistics/chi-square.ts';
import type { Random } from '../random.ts';
import type { Axis, Coordinate } from './search-space.ts';

type Point = readonly Coordinate[];

/** Observations from the last ones back that count in full; older ones fade. */
const FULL_WEIGHTS = 25;

/**
 * Where observations lie: a mixture of one kernel per observation and one that knows nothing, each the product of a
 * normal distribution cut at the ends of a number's range, or of the shares of choices.
 *
 * @see Bergstra, Bardenet, Bengio and Kégl (2011), "Algorithms for Hyper-Parameter Optimization"; bandwidths with magic
 * clipping and weights as in Optuna 5.0's TPESampler
 */
export class ParzenEstimator {
  readonly #kernels: readonly Kernel[];
  readonly #weights: readonly number[];

  /** @param observations - oldest first */
  constructor(axes: readonly Axis[], observations: readonly Point[]) {
    const perAxis = axes.map((axis, index) =>
      kernelsOn(
        axis,
        observations.map((point) => point[index] ?? 0),
      ),
    );
    this.#kernels = Array.from({ length: observations.length + 1 }, (_, kernel) =>
      perAxis.map((marginals) => marginals[kernel] ?? NOWHERE),
    );
    const weights = [...observations.map((_, age) => weightOf(age, observations.length)), 1];
    const sum = weights.reduce((total, weight) => total + weight, 0);
    this.#weights = weights.map((weight) => weight / sum);
  }

  sample(random: Random): Coordinate[] {
    const kernel = this.#kernels[draw(this.#weights, random())] ?? [];
    return kernel.map((marginal) => marginal.sample(random));
  }

  logDensity(point: Point): number {
    const logs = this.#kernels.map((kernel, index) =>
      kernel.reduce(
        (sum, { density }, axis) => sum + Math.log(density(point[axis] ?? 0)),
        Math.log(this.#weights[index] ?? 0),
      ),
    );
    const largest = Math.max(...logs);
    return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0));
  }
}

/** A distribution on one axis. */
interface Marginal {
  readonly density: (coordinate: Coordinate) => number;
  readonly sample: (random: Random) => Coordinate;
}

/** One distribution per axis. */
type Kernel = readonly Marginal[];

const NOWHERE: Marginal = { density: () => 0, sample: () => 0 };

/** 1 for the newest ones; the oldest weighs 1 / count. */
function weightOf(age: number, count: number): number {
  const fading = count - FULL_WEIGHTS;
  return age >= fading ? 1 : fading === 1 ? 1 / count : 1 / count + ((1 - 1 / count) * age) / (fading - 1);
}

/** One per observation, and the one that knows nothing last. */
function kernelsOn(axis: Axis, observations: readonly Coordinate[]): Marginal[] {
  const { choices, low, high } = axis;
  if (choices !== undefined) {
    const blur = 1 / (observations.length + 1);
    return [...observations.map((seen) => sharesOf(choices, blur, seen)), sharesOf(choices, 1)];
  }
  const bandwidths = bandwidthsOf(observations, axis);
  const normals = observations.map((center, index) => cutNormal(center, bandwidths[index] ?? high - low, axis));
  return [...normals, cutNormal((low + high) / 2, high - low, axis)];
}

/** @param blur - what every choice gets, beside 1 for the one seen */
function sharesOf(choices: number, blur: number, seen?: Coordinate): Marginal {
  const shares = Array.from({ length: choices }, (_, choice) => blur + (choice === seen ? 1 : 0));
  const sum = shares.reduce((total, share) => total + share, 0);
  const normalised = shares.map((share) => share / sum);
  return { density: (choice) => normalised[choice] ?? 0, sample: (random) => draw(normalised, random()) };
}

/** The distance to the farther neighbour, neither tiny nor wider than the range. */
function bandwidthsOf(observations: readonly Coordinate[], { low, high }: Axis): number[] {
  const range = high - low;
  const least = range / Math.min(100, 2 + observations.length);
  const order = observations.map((_, index) => index).sort((a, b) => (observations[a] ?? 0) - (observations[b] ?? 0));
  const bandwidths = new Array<number>(observations.length).fill(range);
  for (const [rank, index] of order.entries()) {
    const at = (place: number, end: number) => observations[order[place] ?? -1] ?? end;
    const center = observations[index] ?? 0;
    const [below, above] = [center - at(rank - 1, low), at(rank + 1, high) - center];
    // The ends of the range are no neighbours of an outermost observation that has one.
    const farther =
      order.length === 1
        ? Math.max(below, above)
        : rank === 0
          ? above
          : rank === order.length - 1
            ? below
            : Math.max(below, above);
    bandwidths[index] = Math.min(Math.max(farther, least), range);
  }
  return bandwidths;
}

function cutNormal(center: number, width: number, { low, high }: Axis): Marginal {
  const below = 1 - normalTail((low - center) / width);
  const mass = 1 - normalTail((high - center) / width) - below;
  const scale = 1 / (width * Math.sqrt(2 * Math.PI) * mass);
  return {
    density: (coordinate) => scale * Math.exp(-0.5 * ((coordinate - center) / width) ** 2),
    sample: (random) => {
      // Its center is inside, so that every third draw is at the very least.
      for (;;) {
        const coordinate = center + width * normal(random);
        if (coordinate >= low && coordinate <= high) return coordinate;
      }
    },
  };
}

/** The position at which shares, added up, exceed a probability. */
function draw(shares: readonly number[], probability: number): number {
  let sum = 0;
  const found = shares.findIndex((share) => {
    sum += share;
    return probability < sum;
  });
  return found === -1 ? shares.length - 1 : found;
}

/** A standard normal number. @see Box and Muller (1958), "A Note on the Generation of Random Normal Deviates" */
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
