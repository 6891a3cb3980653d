import { isDeepStrictEqual } from 'node:util';
import type { RunRecord } from '../contracts/run.ts';
import type { LearningCurve, TrainingRecord } from '../contracts/training-record.ts';
import { directions } from '../evaluate/metrics/index.ts';
import { estimatedCost } from './lambda-price.ts';

export interface TrackedRun {
  readonly run: RunRecord;
  /** Absent when nothing was trained. */
  readonly training?: TrainingRecord | undefined;
}

/** A value per run, in their order; null where a run has none. */
type PerRun<Value> = readonly (Value | null)[];

export interface ComparedMetric {
  readonly values: PerRun<number>;
  /** Positions of the runs with the best value; none where all are the same, or one run alone has a value. */
  readonly best: readonly number[];
}

export interface RunComparison {
  readonly runs: readonly Pick<
    RunRecord,
    'id' | 'project' | 'dataVersion' | 'outcome' | 'startedAt' | 'modelVersion' | 'drift' | 'seconds'
  >[];
  readonly metrics: Readonly<Record<string, ComparedMetric>>;
  /** Settings that are not the same in all runs that trained. */
  readonly parameters: Readonly<Record<string, PerRun<string | number | boolean>>>;
  /** Number of settings that are the same. */
  readonly sameParameters: number;
  readonly tags: Readonly<Record<string, PerRun<string>>>;
  /** The files that were trained on, as `key@versionId`. */
  readonly data: PerRun<readonly string[]>;
  readonly rows: PerRun<TrainingRecord['rows']>;
  readonly sha256: PerRun<string>;
  readonly seconds: Readonly<Record<string, PerRun<number>>>;
  /** Estimated, in US dollars. */
  readonly cost: PerRun<number>;
  readonly curves: PerRun<readonly LearningCurve[]>;
}

/** Runs side by side: what was different about them, and which came out better. */
export function compareRuns(tracked: readonly TrackedRun[]): RunComparison {
  const parameters = byName(tracked.map(({ training }) => training?.parameters));
  const differing = Object.entries(parameters).filter(([, values]) => {
    const trained = values.filter((_, index) => tracked[index]?.training);
    return trained.some((value) => value !== trained[0]);
  });
  const ofTraining = <Value>(get: (record: TrainingRecord) => Value): PerRun<Value> =>
    tracked.map(({ training }) => (training ? get(training) : null));
  return {
    runs: tracked.map(({ run }) => summaryOf(run)),
    metrics: comparedMetrics(tracked.map(({ run }) => run.metrics)),
    parameters: Object.fromEntries(differing),
    sameParameters: Object.keys(parameters).length - differing.length,
    tags: byName(tracked.map(({ run }) => run.tags)),
    data: ofTraining(({ lineage }) => lineage.data.map(({ key, versionId }) => `${key}@${versionId}`)),
    rows: ofTraining(({ rows }) => rows),
    sha256: ofTraining(({ artifacts }) => artifacts['model']?.sha256 ?? ''),
    seconds: byName(tracked.map(({ run }) => secondsOf(run))),
    cost: tracked.map(({ run }) => estimatedCost(run.steps) ?? null),
    curves: ofTraining(({ curves }) => curves),
  };
}

const summaryOf = ({ id, project, dataVersion, outcome, startedAt, modelVersion, drift, seconds }: RunRecord) => ({
  ...{ id, project, dataVersion, outcome, startedAt },
  ...(modelVersion !== undefined && { modelVersion }),
  ...(drift && { drift }),
  ...(seconds !== undefined && { seconds }),
});

const secondsOf = ({ steps }: RunRecord): Record<string, number> =>
  Object.fromEntries(Object.entries(steps ?? {}).map(([step, { seconds }]) => [step, seconds]));

function comparedMetrics(metrics: readonly (Readonly<Record<string, number>> | undefined)[]) {
  const compared = Object.entries(byName(metrics)).map(([name, values]) => {
    return [name, { values, best: bestOf(values, directions.get(name)) }] as const;
  });
  return Object.fromEntries(compared);
}

function bestOf(values: PerRun<number>, direction: 'higher' | 'lower' | undefined): number[] {
  const known = values.filter((value) => value !== null);
  if (direction === undefined || known.length < 2 || known.every((value) => isDeepStrictEqual(value, known[0])))
    return [];
  const best = direction === 'higher' ? Math.max(...known) : Math.min(...known);
  return values.flatMap((value, index) => (value === best ? [index] : []));
}

/** Name → value per run, in the order in which the names first come. */
function byName<Value>(
  records: readonly (Readonly<Record<string, Value>> | undefined)[],
): Record<string, PerRun<Value>> {
  const names = new Set(records.flatMap((record) => Object.keys(record ?? {})));
  return Object.fromEntries([...names].map((name) => [name, records.map((record) => record?.[name] ?? null)]));
}
