import type { CurveMetric } from '../contracts/settings/training.ts';
import type { TrainingOptions } from './learner.ts';
import { isHigherBetter, type LearningCurve } from './learning-curve.ts';

/** Looking at the training rows costs time in every round that does it. */
const LOOKS_AT_TRAINING_ROWS = 25;

/** A library's model as it grows. */
export interface GrowingModel {
  /** Adds a round. @param round - from 0 */
  readonly update: (round: number) => void;
  /** The metric of the model as it is. */
  readonly score: (rows: LearningCurve['rows']) => number;
}

export interface BoostingPlan {
  readonly rounds: number;
  readonly metric: CurveMetric;
  /** Rounds without a better metric of the validation rows after which to stop; default: there are no such rows. */
  readonly patience?: number | undefined;
  /** Whether rounds may come to rest: once the metric of the training rows stays as it is, more change nothing. */
  readonly rests?: boolean;
  readonly onProgress: TrainingOptions['onProgress'];
}

export interface Boosted {
  /** Rounds to keep: up to the best metric of the validation rows, or all. */
  readonly rounds: number;
  readonly curves: LearningCurve[];
}

/** Adds rounds, and stops early when the validation rows tell that more do not help. */
export function boost(model: GrowingModel, plan: BoostingPlan): Boosted {
  const { rounds, metric, patience = Number.POSITIVE_INFINITY, rests = false, onProgress } = plan;
  const watched = plan.patience !== undefined;
  const training = new Curve(metric, 'training');
  const validation = new Curve(metric, 'validation');
  const every = Math.ceil(rounds / LOOKS_AT_TRAINING_ROWS);
  for (let round = 1; round <= rounds; round += 1) {
    model.update(round - 1);
    if (watched) validation.add(round, model.score('validation'));
    const isLast = round === rounds || round - validation.best >= patience;
    if (isLast || round % every === 0) training.add(round, model.score('training'));
    onProgress?.(round, rounds);
    if (isLast || (rests && training.isAtRest)) break;
  }
  return { rounds: watched ? validation.best : rounds, curves: watched ? [training, validation] : [training] };
}

class Curve implements LearningCurve {
  readonly metric: CurveMetric;
  readonly rows: LearningCurve['rows'];
  readonly rounds: number[] = [];
  readonly values: number[] = [];
  /** The first round with the best value. */
  best = 1;
  #bestValue: number;

  constructor(metric: CurveMetric, rows: LearningCurve['rows']) {
    this.metric = metric;
    this.rows = rows;
    this.#bestValue = isHigherBetter(metric) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /** Whether the last two values are the same. */
  get isAtRest(): boolean {
    return this.values.length > 1 && this.values.at(-1) === this.values.at(-2);
  }

  add(round: number, value: number): void {
    this.rounds.push(round);
    this.values.push(value);
    const gain = isHigherBetter(this.metric) ? value - this.#bestValue : this.#bestValue - value;
    if (!(gain > 0)) return;
    this.best = round;
    this.#bestValue = value;
  }
}
