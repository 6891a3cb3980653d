import type { ProjectFile, Task } from '../contracts/project-file.ts';
import type { Metrics } from '../contracts/run.ts';
import { judgeAgainstProduction, type ProductionFacts } from './gate/against-production.ts';
import { judgeLatency, judgeSize } from './gate/budgets.ts';
import { type Finding, judge, shown, undetermined } from './gate/finding.ts';
import { requireKnownMetrics } from './gate/known-metrics.ts';
import { judgeSegments } from './gate/segments.ts';

export interface GateVerdict {
  readonly passed: boolean;
  /** One sentence per criterion, whether it was met or not. */
  readonly reasons: string[];
}

/** What is known of a new model. */
export interface GateFacts {
  readonly task: Task;
  /** On the held-out rows. */
  readonly metrics: Metrics;
  /** Of the ONNX file. */
  readonly bytes: number;
  /** Median time of a prediction of as many rows as the criterion says, if it was measured. */
  readonly milliseconds?: number;
  /** Absent when no model serves. */
  readonly production?: ProductionFacts;
  /** For what is drawn at random. */
  readonly seed: number;
}

/**
 * Judges a model by the project's criteria; without criteria it passes.
 *
 * @throws InvalidProjectFileError for a metric that does not exist or that this task does not have
 */
export function judgeGate(gate: ProjectFile['gate'], facts: GateFacts): GateVerdict {
  requireKnownMetrics(gate, facts.task);
  const { againstProduction, segments, size, latency, ...bounds } = gate;
  const { metrics, production, seed } = facts;
  const findings = [
    ...Object.entries(bounds).flatMap(([name, bound]) => judgeBounds(name, bound, metrics)),
    ...(againstProduction ? [judgeAgainstProduction(againstProduction, metrics, production, seed)] : []),
    ...(segments ? judgeSegments(segments, facts.task, production, seed) : []),
    ...(size ? [judgeSize(size, facts.bytes)] : []),
    ...(latency ? [judgeLatency(latency, facts.milliseconds)] : []),
  ];
  const reasons = findings.length > 0 ? findings.map(({ reason }) => reason) : ['the project sets no criteria'];
  return { passed: findings.every(({ met }) => met), reasons };
}

function judgeBounds(name: string, { min, max }: { min?: number; max?: number }, metrics: Metrics): Finding[] {
  const value = metrics[name];
  if (value === undefined) return [undetermined(name)];
  const findings: Finding[] = [];
  if (min !== undefined) findings.push(judge(value >= min, `${name} ${shown(value)}`, `at least ${shown(min)}`));
  if (max !== undefined) findings.push(judge(value <= max, `${name} ${shown(value)}`, `at most ${shown(max)}`));
  return findings;
}
