import { closest } from 'fastest-levenshtein';
import type { ProjectFile, Task } from '../contracts/project-file.ts';
import type { Metrics } from '../contracts/run.ts';
import { InvalidProjectFileError } from '../errors.ts';
import { classificationMetrics, directions, regressionMetrics } from './metrics/index.ts';

export interface GateVerdict {
  readonly passed: boolean;
  /** One sentence per criterion, whether it was met or not. */
  readonly reasons: string[];
}

interface Finding {
  readonly met: boolean;
  readonly reason: string;
}

/**
 * Judges a model by the project's criteria; without criteria it passes.
 *
 * @param metrics - of the new model
 * @param production - of the model that serves now, if one does
 * @throws InvalidProjectFileError for a metric that does not exist or that this task does not have
 */
export function judgeGate(gate: ProjectFile['gate'], metrics: Metrics, production?: Metrics): GateVerdict {
  const { againstProduction, ...bounds } = gate;
  const findings = Object.entries(bounds).flatMap(([name, bound]) => judgeBounds(name, bound, metrics));
  if (againstProduction) findings.push(judgeAgainstProduction(againstProduction, metrics, production));
  const reasons = findings.length > 0 ? findings.map(({ reason }) => reason) : ['the project sets no criteria'];
  return { passed: findings.every(({ met }) => met), reasons };
}

/** @throws InvalidProjectFileError when a criterion names a metric that models of this task do not have */
export function requireKnownMetrics({ againstProduction, ...bounds }: ProjectFile['gate'], task: Task): void {
  for (const name of Object.keys(bounds)) requireKnown(name, `gate.${name}`, task);
  if (againstProduction) requireKnown(againstProduction.metric, 'gate.againstProduction.metric', task);
}

function judgeBounds(name: string, { min, max }: { min?: number; max?: number }, metrics: Metrics): Finding[] {
  const value = metricOf(metrics, name, `gate.${name}`);
  if (value === undefined) return [undetermined(name)];
  const findings: Finding[] = [];
  if (min !== undefined) findings.push(judge(value >= min, `${name} ${shown(value)}`, `at least ${shown(min)}`));
  if (max !== undefined) findings.push(judge(value <= max, `${name} ${shown(value)}`, `at most ${shown(max)}`));
  return findings;
}

function judgeAgainstProduction(
  { metric, tolerance }: { metric: string; tolerance: number },
  metrics: Metrics,
  production: Metrics | undefined,
): Finding {
  const value = metricOf(metrics, metric, 'gate.againstProduction.metric');
  if (value === undefined) return undetermined(metric);
  const before = production?.[metric];
  if (before === undefined) {
    const why = production ? `the production model has no ${metric}` : 'no model is in production';
    return { met: true, reason: `${metric} ${shown(value)} is not compared: ${why}` };
  }
  const higherIsBetter = directions.get(metric) === 'higher';
  const bound = higherIsBetter ? before - tolerance : before + tolerance;
  const wanted = `${higherIsBetter ? 'at least' : 'at most'} ${shown(bound)} (production ${shown(before)}, tolerance ${tolerance})`;
  return judge(higherIsBetter ? value >= bound : value <= bound, `${metric} ${shown(value)}`, wanted);
}

const judge = (met: boolean, found: string, wanted: string): Finding => ({
  met,
  reason: `${found} is ${met ? '' : 'not '}${wanted}`,
});

const undetermined = (name: string): Finding => ({
  met: false,
  reason: `${name} cannot be determined from these held-out rows`,
});

/** Undefined where the held-out rows do not determine it. @throws InvalidProjectFileError for a metric of no such task */
function metricOf(metrics: Metrics, name: string, key: string): number | undefined {
  requireKnown(name, key, 'rmse' in metrics ? 'regression' : 'multiclass');
  return metrics[name];
}

function requireKnown(name: string, key: string, task: Task): void {
  const known = Object.keys(task === 'regression' ? regressionMetrics : classificationMetrics);
  if (known.includes(name)) return;
  throw new InvalidProjectFileError(
    `${key}: there is no metric "${name}" for this task: did you mean "${closest(name, known)}"? (known: ${known.join(', ')})`,
  );
}

/** Six significant digits, as people compare metrics. */
const shown = (value: number): string => String(Number(value.toPrecision(6)));
