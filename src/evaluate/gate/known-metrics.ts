import { closest } from 'fastest-levenshtein';
import type { ProjectFile, Task } from '../../contracts/project-file.ts';
import { InvalidProjectFileError } from '../../errors.ts';
import { classificationMetrics, regressionMetrics } from '../metrics/index.ts';

/** @throws InvalidProjectFileError when a criterion names a metric that models of this task do not have */
export function requireKnownMetrics(gate: ProjectFile['gate'], task: Task): void {
  const { againstProduction, segments, size: _, latency: __, ...bounds } = gate;
  for (const name of Object.keys(bounds)) requireKnown(name, `gate.${name}`, task);
  if (againstProduction) requireKnown(againstProduction.metric, 'gate.againstProduction.metric', task);
  if (segments?.metric !== undefined) requireKnown(segments.metric, 'gate.segments.metric', task);
}

function requireKnown(name: string, key: string, task: Task): void {
  const known = Object.keys(task === 'regression' ? regressionMetrics : classificationMetrics);
  if (known.includes(name)) return;
  throw new InvalidProjectFileError(
    `${key}: there is no metric "${name}" for this task: did you mean "${closest(name, known)}"? (known: ${known.join(', ')})`,
  );
}
