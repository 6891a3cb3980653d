import { directions, preparedMetric } from '../metrics/index.ts';
import { onceEach } from '../metrics/metric.ts';
import type { Outcome } from '../outcome.ts';
import { middlePart, resample } from '../resample.ts';
import { type Discordance, discordance, gainInterval, midP } from './paired-accuracy.ts';

/** Two models on the same rows: what each says of them. */
export interface Trial {
  readonly current: Outcome;
  readonly production: Outcome;
}

/** How much better the new model is than production. */
export interface PairedDifference {
  readonly current: number;
  readonly production: number;
  /** In the metric's own unit; positive is better, whichever way the metric goes. */
  readonly gain: number;
  /** Of the gain. */
  readonly interval: readonly [number, number];
  /** Accuracy only: how often two equally good models differ at least as much (McNemar's test). */
  readonly chance?: number;
}

/**
 * Compares two models by a metric, with an interval of the difference that knows that the rows are the same: for
 * accuracy Tango's score interval, for any other metric the percentile bootstrap.
 *
 * @param confidence - of the interval, 0..1
 * @returns undefined where the rows do not determine the metric
 */
export function pairedDifference(
  trial: Trial,
  metric: string,
  { confidence, seed }: { readonly confidence: number; readonly seed: number },
): PairedDifference | undefined {
  const [current, production] = [preparedMetric(trial.current, metric), preparedMetric(trial.production, metric)];
  if (!current || !production) return undefined;
  const higherIsBetter = directions.get(metric) === 'higher';
  const gainOf = (counts: ArrayLike<number>) => {
    const [after, before] = [current(counts), production(counts)];
    if (after === undefined || before === undefined) return undefined;
    return higherIsBetter ? after - before : before - after;
  };
  const once = onceEach(trial.current.labels.length);
  const [ofCurrent, ofProduction, gain] = [current(once), production(once), gainOf(once)];
  if (ofCurrent === undefined || ofProduction === undefined || gain === undefined) return undefined;
  const figures = { current: ofCurrent, production: ofProduction, gain };
  if (metric === 'accuracy') return { ...figures, ...byDiscordance(discordance(trial), confidence) };
  const gains: number[] = [];
  for (const counts of resample(once.length, seed)) {
    const drawn = gainOf(counts);
    if (drawn !== undefined) gains.push(drawn);
  }
  return { ...figures, interval: middlePart(gains, confidence) ?? [gain, gain] };
}

const byDiscordance = (found: Discordance, confidence: number) => ({
  interval: gainInterval(found, confidence),
  chance: midP(found),
});
