import type { Task } from '../../contracts/project-file.ts';
import type { GateSettings } from '../../contracts/settings/gate.ts';
import { rowsByValue } from '../segments.ts';
import { type ProductionFacts, trialOn } from './against-production.ts';
import { type Finding, shown } from './finding.ts';
import { pairedDifference } from './paired-difference.ts';

type Criterion = NonNullable<GateSettings['segments']>;

/** Segments that are worse are told one by one, up to so many of a column. */
const MOST_TOLD = 5;

/**
 * Compares with production within every value of some columns. The confidence is of all segments together (Bonferroni),
 * so that many of them do not make a false alarm likely.
 */
export function judgeSegments(
  criterion: Criterion,
  task: Task,
  production: ProductionFacts | undefined,
  seed: number,
): Finding[] {
  const { columns, minRows } = criterion;
  if (!production?.heldOut) {
    const why = production ? (production.untried ?? 'production was not tried') : 'no model is in production';
    return [{ met: true, reason: `segments of ${columns.join(', ')} are not compared: ${why}` }];
  }
  const { heldOut } = production;
  const found = columns.map((column) => {
    const all = rowsByValue(heldOut.segments.get(column) ?? []);
    return { column, all: all.size, large: [...all].filter(([, rows]) => rows.length >= minRows) };
  });
  const segments = found.reduce((sum, { large }) => sum + large.length, 0);
  const confidence = 1 - (1 - criterion.confidence) / Math.max(1, segments);
  const metric = criterion.metric ?? (task === 'regression' ? 'rmse' : 'accuracy');
  return found.flatMap(({ column, all, large }) => {
    const worse = large.flatMap(([value, rows]) => {
      const difference = pairedDifference(trialOn(heldOut, rows), metric, { confidence, seed });
      if (!difference || difference.interval[1] >= -criterion.tolerance) return [];
      const { current, production: before, interval } = difference;
      const where = `${metric} where ${column} is ${value} (${rows.length} rows): ${shown(current)} against ${shown(before)}`;
      const how = `, a gain of ${shown(interval[0])} to ${shown(interval[1])}, is below ${shown(-criterion.tolerance)}`;
      return [{ met: false, reason: where + how }];
    });
    if (worse.length > 0) return told(worse, column);
    const which = `${large.length} of the ${all} values of ${column} that have ${minRows} held-out rows or more`;
    return [
      {
        met: true,
        reason: `${metric} is not certain to be below ${shown(-criterion.tolerance)} of production's in any of ${which}`,
      },
    ];
  });
}

const told = (worse: Finding[], column: string): Finding[] =>
  worse.length <= MOST_TOLD
    ? worse
    : [
        ...worse.slice(0, MOST_TOLD),
        { met: false, reason: `${worse.length - MOST_TOLD} more values of ${column} are worse than in production` },
      ];
