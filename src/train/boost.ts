import type { PrunedRounds } from '../contracts/model-manifest.ts';
import type { CurveMetric } from '../contracts/settings/training.ts';
import type { Checkpoints, RoundMetric, TrainingOptions } from './learner.ts';
import { isHigherBetter, type LearningCurve } from './learning-curve.ts';

/** Looking at the training rows costs time in every round that does it. */
const LOOKS_AT_TRAINING_ROWS = 25;
const LOOKS_AT_MANY_ROWS = 10;
const MANY_ROWS = 100_000;

/** Relative to the metric, whose last digits depend on how many threads add it up; the model must not. */
const LEAST_GAIN = 1e-9;

/** A library's model as it grows. */
export interface GrowingModel {
  /** Adds a round. @param round - from 0 */
  readonly update: (round: number) => void;
  /** The metric of the model as it is. */
  readonly score: (rows: LearningCurve['rows']) => number;
  /** The model as it is, in the library's own text format. */
  readonly toText: () => string;
}

export interface BoostingPlan {
  readonly rounds: number;
  readonly metric: CurveMetric;
  /** Training rows: many are looked at 10 times in place of 25. Default: few. */
  readonly rowCount?: number;
  /** Rounds without a better metric of the validation rows after which to stop; default: there are no such rows. */
  readonly patience?: number | undefined;
  /** How much worse than the best the metric may be of the rounds that are kept, relative to it; default: not at all. */
  readonly tolerance?: number | undefined;
  /** Whether rounds may come to rest: once the metric of the training rows stays as it is, more change nothing. */
  readonly rests?: boolean;
  readonly onProgress: TrainingOptions['onProgress'];
  /** The model has the rounds of the last one already. */
  readonly checkpoints?: Checkpoints | undefined;
}

export interface Boosted {
  /** Rounds to keep: up to the best metric of the validation rows, or one that is as good as that, or all. */
  readonly rounds: number;
  readonly curves: LearningCurve[];
  /** Absent where no tolerance is given. */
  readonly pruning?: PrunedRounds | undefined;
}

/** Adds rounds, and stops early when the validation rows tell that more do not help. */
export function boost(model: GrowingModel, plan: BoostingPlan): Boosted {
  const { rounds, onProgress, checkpoints } = plan;
  const watch = new Watch(model, plan);
  watch.restore(checkpoints?.last?.curves ?? []);
  for (let round = 1 + (checkpoints?.last?.rounds ?? 0); round <= rounds; round += 1) {
    model.update(round - 1);
    const isLast = watch.look(round);
    onProgress?.(round, rounds, watch.latest);
    if (isLast) break;
    if (checkpoints?.isDue(round)) checkpoints.save({ rounds: round, model: model.toText(), curves: watch.curves });
  }
  if (!watch.watched) return { rounds, curves: watch.curves };
  if (plan.tolerance === undefined) return { rounds: watch.validation.best, curves: watch.curves };
  const pruning = watch.validation.pruned(plan.tolerance);
  return { rounds: pruning?.after.rounds ?? watch.validation.best, curves: watch.curves, pruning };
}

/** Looks at the metric after each round, as far as it is needed. */
class Watch {
  readonly training: Curve;
  readonly validation: Curve;
  readonly watched: boolean;
  readonly #model: GrowingModel;
  readonly #plan: BoostingPlan;

  constructor(model: GrowingModel, plan: BoostingPlan) {
    this.#model = model;
    this.#plan = plan;
    this.watched = plan.patience !== undefined;
    this.training = new Curve(plan.metric, 'training');
    this.validation = new Curve(plan.metric, 'validation');
  }

  /** Of the validation rows, if there are any. */
  get latest(): RoundMetric | undefined {
    const value = this.validation.values.at(-1);
    return value === undefined ? undefined : { name: this.validation.metric, value };
  }

  get curves(): Curve[] {
    return this.watched ? [this.training, this.validation] : [this.training];
  }

  /** Takes over what was seen before. */
  restore(curves: readonly LearningCurve[]): void {
    for (const { rows, rounds, values } of curves) {
      const curve = rows === 'training' ? this.training : this.validation;
      for (const [index, round] of rounds.entries()) curve.add(round, values[index]!);
    }
  }

  /** @returns whether no more rounds are needed */
  look(round: number): boolean {
    const { rounds, rowCount = 0, patience = Number.POSITIVE_INFINITY, rests = false } = this.#plan;
    const looks = rowCount < MANY_ROWS ? LOOKS_AT_TRAINING_ROWS : LOOKS_AT_MANY_ROWS;
    if (this.watched) this.validation.add(round, this.#model.score('validation'));
    const isLast = round === rounds || round - this.validation.best >= patience;
    const isDue = round % Math.ceil(rounds / looks) === 0;
    if (isLast || isDue) this.training.add(round, this.#model.score('training'));
    return isLast || (rests && this.training.isAtRest);
  }
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

  /** The first round that is as good as the best one, but for the tolerance; undefined where no metric is a number. */
  pruned(tolerance: number): PrunedRounds | undefined {
    const most = tolerance * Math.abs(this.#bestValue);
    const place = this.values.findIndex((value) => Math.abs(value - this.#bestValue) <= most);
    if (place === -1) return undefined;
    const after = { rounds: this.rounds[place]!, value: this.values[place]! };
    return { metric: this.metric, before: { rounds: this.best, value: this.#bestValue }, after };
  }

  add(round: number, value: number): void {
    this.rounds.push(round);
    this.values.push(value);
    const gain = isHigherBetter(this.metric) ? value - this.#bestValue : this.#bestValue - value;
    if (!(gain > LEAST_GAIN * Math.abs(value))) return;
    this.best = round;
    this.#bestValue = value;
  }
}
