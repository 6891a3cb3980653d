import type { ProjectFile } from '../contracts/project-file.ts';
import type { Hyperparameters, Trial } from '../contracts/trial.ts';
import { createRandom, type Random } from '../random.ts';
import { ParzenEstimator } from './parzen-estimator.ts';
import { rankTrials } from './rank-trials.ts';
import { type Coordinate, hyperparametersAt, pointOf, type SearchSpace } from './search-space.ts';

/** Trials before there is anything to learn from. */
const RANDOM_TRIALS = 10;
const CANDIDATES = 24;
const MOST_GOOD_TRIALS = 25;
/** Apart from the streams that split rows. */
const FIRST_STREAM = 1000;

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
  const isRandom = sampler === 'random' || trials.length < RANDOM_TRIALS;
  const point = isRandom
    ? anywhere(space, random)
    : likelyGood(space, rankTrials(trials, higherIsBetter), pending, random);
  return hyperparametersAt(space, point);
}

const anywhere = ({ axes }: SearchSpace, random: Random): Coordinate[] =>
  axes.map(({ choices, low, high }) =>
    choices === undefined ? low + random() * (high - low) : Math.floor(random() * choices),
  );

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
