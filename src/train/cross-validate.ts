import type { CrossValidation } from '../contracts/evaluation.ts';
import type { Metrics } from '../contracts/run.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { FoldOutcome } from './fold-outcomes.ts';

/** Judges every fold of a cross-validation. */
export function crossValidation(outcomes: readonly FoldOutcome[]): CrossValidation {
  const folds = outcomes.map(({ outcome, ...rows }) =>
    'error' in outcome ? { ...rows, error: outcome.error } : { ...rows, metrics: evaluate(outcome) },
  );
  return { folds, ...summary(folds.flatMap((fold) => ('metrics' in fold ? [fold.metrics] : []))) };
}

/** Mean and standard deviation (n − 1) of the metrics that every judged fold determines. */
function summary(folds: readonly Metrics[]): Pick<CrossValidation, 'mean' | 'std'> {
  const names = Object.keys(folds[0] ?? {}).filter((name) => folds.every((metrics) => metrics[name] !== undefined));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const figures = names.map((name) => {
    const values = folds.map((metrics) => metrics[name]!);
    const middle = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
    return { name, mean: middle, std: Math.sqrt(squares / Math.max(1, values.length - 1)) };
  });
  return {
    mean: Object.fromEntries(figures.map((figure) => [figure.name, figure.mean])),
    std: Object.fromEntries(figures.map((figure) => [figure.name, figure.std])),
  };
}
