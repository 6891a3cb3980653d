import type { ProjectFile } from '../contracts/project-file.ts';
import type { Hyperparameters, Trial } from '../contracts/trial.ts';
import { shuffled } from '../featurize/split-by-group.ts';
import { createRandom, type Random } from '../random.ts';
import { ParzenEstimator } from './parzen-estimator.ts';
import { rankTrials } from './rank-trials.ts';
import { type Coordinate, hyperparametersAt, pointOf, type SearchSpace } from './search-space.ts';

/** Trials before there is enough to learn from; the first is given. */
const STARTUP_TRIALS = 8;
const SPREAD_TRIALS = STARTUP_TRIALS - 1;
const CANDIDATES = 24;
const MOST_GOOD_TRIALS = 25;
/** Apart from the streams that split rows. */
const FIRST_STREAM = 1000;
/** Apart from those of single trials. */
const FIRST_HYPERCUBE = 3000;

/** What is sought, and how. */
export interface Study {
  readonly space: SearchSpace;
  readonly sampler: ProjectFile['training']['tune']['sampler'];
  readonly higherIsBetter: boolean;
  readonly seed: number;
}

/** What a suggestion may go by. */
export interface Known {
  /** In the order of their numbers. */
  readonly trials: readonly Trial[];
  /** Hyperparameters of trials that are under way: taken for bad ones, so that others are tried meanwhile. */
  readonly pending: readonly Hyperparameters[];
}

/** The hyperparameters of a trial: a function of what is known, the seed and the trial's number. */
export function suggest(
  { space, sampler, higherIsBetter, seed }: Study,
  number: number,
  known: Known,
): Hyperparameters {
  const { trials, pending } = known;
  if (number === 0) return hyperparametersAt(space, space.start);
  const random = createRandom(seed, FIRST_STREAM + number);
  if (sampler === 'random')
    return hyperparametersAt(
      space,
      pointAt(space, () => random()),
    );
  if (trials.length >= STARTUP_TRIALS) {
    return hyperparametersAt(space, likelyGood(space, rankTrials(trials, higherIsBetter), pending, random));
  }
  return hyperparametersAt(space, pointAt(space, latinHypercube(seed, number - 1, random)));
}

/** @param share - 0..1 exclusive: how far along the next axis the point lies */
const pointAt = ({ axes }: SearchSpace, share: () => number): Coordinate[] =>
  axes.map(({ choices, low, high }) =>
    choices === undefined ? low + share() * (high - low) : Math.floor(share() * choices),
  );

/**
 * Draws where on each axis a point lies such that of every seven points one is in each seventh of it.
 * @param point - from 0
 * @see McKay, Beckman and Conover (1979), "A Comparison of Three Methods for Selecting Values of Input Variables"
 */
function latinHypercube(seed: number, point: number, random: Random): () => number {
  const order = createRandom(seed, FIRST_HYPERCUBE + Math.floor(point / SPREAD_TRIALS));
  const cells = [...Array(SPREAD_TRIALS).keys()];
  return () => ((shuffled(cells, order)[point % SPREAD_TRIALS] ?? 0) + random()) / SPREAD_TRIALS;
}

/** The candidate, drawn from where good trials are, whose density is largest against that of the other trials. */
function likelyGood(
  space: SearchSpace,
  ranked: readonly Trial[],
  pending: readonly Hyperparameters[],
  random: Random,
): Coordinate[] {
  const goodCount = Math.min(Math.ceil(0.1 * ranked.length), MOST_GOOD_TRIALS);
  const inOrder = (trials: readonly Trial[]) =>
    trials.toSorted((a, b) => a.number - b.number).map(({ hyperparameters }) => hyperparameters);
  const estimator = (observed: readonly Hyperparameters[]) =>
    new ParzenEstimator(
      space.axes,
      observed.map((hyperparameters) => pointOf(space, hyperparameters)),
    );
  const good = estimator(inOrder(ranked.slice(0, goodCount)));
  const others = estimator([...inOrder(ranked.slice(goodCount)), ...pending]);
  let best: Coordinate[] = [];
  let most = Number.NEGATIVE_INFINITY;
  for (let candidate = 0; candidate < CANDIDATES; candidate += 1) {
    const point = good.sample(random);
    const gain = good.logDensity(point) - others.logDensity(point);
    if (gain <= most) continue;
    [best, most] = [point, gain];
  }
  return best;
}
