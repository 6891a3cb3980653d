import type { Metrics } from '../../contracts/run.ts';
import type { GateSettings } from '../../contracts/settings/gate.ts';
import { directions } from '../metrics/index.ts';
import { takeRows } from '../outcome.ts';
import { type Finding, judge, shown, undetermined } from './finding.ts';
import { type PairedDifference, pairedDifference, type Trial } from './paired-difference.ts';

type Criterion = NonNullable<GateSettings['againstProduction']>;

/** The held-out rows as both models see them. */
export interface HeldOut extends Trial {
  /** The rows (0-based) that production cannot have learnt from, and the version they came with, where that is known. */
  readonly unseen?: { readonly rows: readonly number[]; readonly version: string };
  /** Column → the text of each row's value. */
  readonly segments: ReadonlyMap<string, readonly string[]>;
}

/** The model that serves now. */
export interface ProductionFacts {
  readonly version: number;
  /** As stored when it was registered, of the rows held out then. */
  readonly metrics: Metrics;
  /** Absent where it could not be tried; then `untried` says why. */
  readonly heldOut?: HeldOut;
  readonly untried?: string;
}

/** Compares with production by a paired test on the same rows or, where it cannot be tried on them, by its stored metric. */
export function judgeAgainstProduction(
  criterion: Criterion,
  metrics: Metrics,
  production: ProductionFacts | undefined,
  seed: number,
): Finding {
  const value = metrics[criterion.metric];
  if (!production) {
    const found = value === undefined ? '' : ` ${shown(value)}`;
    return { met: true, reason: `${criterion.metric}${found} is not compared: no model is in production` };
  }
  const { heldOut, untried } = production;
  if (!heldOut) return withStored(criterion, value, production, untried ?? 'production was not tried on these rows');
  const chosen = chooseRows(heldOut, criterion, seed);
  return chosen ? judgePaired(criterion, chosen, production.version) : undetermined(criterion.metric);
}

interface Compared {
  readonly difference: PairedDifference;
  /** Which rows, for people. */
  readonly rows: string;
}

/** Rows that production has learnt from make it look better than it is, so the others come first. */
function chooseRows(heldOut: HeldOut, { metric, rows, confidence }: Criterion, seed: number): Compared | undefined {
  const { unseen, current } = heldOut;
  const all = current.labels.length;
  if (rows === 'unseen' && unseen && unseen.rows.length > 0) {
    const difference = pairedDifference(trialOn(heldOut, unseen.rows), metric, { confidence, seed });
    const known = `the ${unseen.rows.length} held-out rows of ${unseen.version}, which production has not learnt from`;
    if (difference) return { difference, rows: known };
  }
  const difference = pairedDifference(heldOut, metric, { confidence, seed });
  return difference && { difference, rows: `all ${all} held-out rows, some of which production may have learnt from` };
}

export const trialOn = ({ current, production }: Trial, rows: readonly number[]): Trial => ({
  current: takeRows(current, rows),
  production: takeRows(production, rows),
});

function judgePaired(
  { metric, tolerance, confidence, rule }: Criterion,
  { difference, rows }: Compared,
  version: number,
) {
  const { current, production, gain, interval, chance } = difference;
  const test = chance === undefined ? '' : `, McNemar p ${shown(chance)}`;
  const found =
    `${metric} ${shown(current)} against ${shown(production)} of version ${version} in production, on ${rows}: ` +
    `a gain of ${shown(gain)} (${shown(confidence * 100)} % interval ${shown(interval[0])} to ${shown(interval[1])}${test})`;
  const [low, high] = interval;
  if (rule === 'nonInferior') return judge(low >= -tolerance, found, `certain to be at least ${shown(-tolerance)}`);
  const isWorse = high < -tolerance;
  return { met: !isWorse, reason: `${found} is ${isWorse ? '' : 'not '}certain to be below ${shown(-tolerance)}` };
}

function withStored(
  { metric, tolerance }: Criterion,
  value: number | undefined,
  { version, metrics }: ProductionFacts,
  why: string,
): Finding {
  if (value === undefined) return undetermined(metric);
  const before = metrics[metric];
  if (before === undefined) {
    return {
      met: true,
      reason: `${metric} ${shown(value)} is not compared: version ${version} in production has none`,
    };
  }
  const higherIsBetter = directions.get(metric) === 'higher';
  const bound = higherIsBetter ? before - tolerance : before + tolerance;
  const wanted =
    `${higherIsBetter ? 'at least' : 'at most'} ${shown(bound)} (version ${version} in production once had ` +
    `${shown(before)}, tolerance ${tolerance}; ${why})`;
  return judge(higherIsBetter ? value >= bound : value <= bound, `${metric} ${shown(value)}`, wanted);
}
