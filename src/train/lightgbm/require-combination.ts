import type { z } from 'zod';
import { UntrainableDataError } from '../../errors.ts';
import type { lightgbmParameters } from './parameters.ts';

type Parameters = z.output<typeof lightgbmParameters>;

/** Of these the target must not be negative: trees add up to its logarithm. */
const NOT_NEGATIVE: ReadonlySet<string | undefined> = new Set(['poisson', 'gamma', 'tweedie']);

/**
 * Says in plain words what the library would refuse, which also writes to stderr by itself.
 *
 * @param labels - the training rows' target
 * @throws UntrainableDataError
 */
export function requireCombination(parameters: Parameters, labels: Float32Array): void {
  const reason = wrongBagging(parameters) ?? wrongWeights(parameters) ?? wrongTarget(parameters, labels);
  if (reason) throw new UntrainableDataError(`LightGBM cannot train on this: ${reason}`);
}

/** With the library's own defaults. */
function wrongBagging(parameters: Parameters): string | undefined {
  const { boosting, data_sample_strategy, top_rate = 0.2, other_rate = 0.1 } = parameters;
  const { bagging_freq = 0, bagging_fraction = 1, feature_fraction = 1 } = parameters;
  const bags = bagging_freq > 0 && bagging_fraction < 1;
  if (data_sample_strategy === 'goss') {
    if (top_rate + other_rate > 1) return `top_rate ${top_rate} and other_rate ${other_rate} are more than 1 together`;
    if (bags) return 'goss draws its own samples: leave bagging_freq out';
  }
  if (boosting !== 'rf' || bags || feature_fraction < 1) return undefined;
  return 'boosting rf needs bagging_freq above 0 and bagging_fraction below 1, or feature_fraction below 1';
}

function wrongWeights({ is_unbalance, scale_pos_weight = 1 }: Parameters): string | undefined {
  const both = is_unbalance && Math.abs(scale_pos_weight - 1) > 1e-6;
  return both ? 'is_unbalance and scale_pos_weight both weigh the second class: leave one out' : undefined;
}

function wrongTarget({ objective }: Parameters, labels: Float32Array): string | undefined {
  const negative = NOT_NEGATIVE.has(objective) ? labels.find((label) => label < 0) : undefined;
  return negative === undefined ? undefined : `the objective ${objective} needs a target of 0 or more, not ${negative}`;
}
