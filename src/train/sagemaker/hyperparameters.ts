import type { ProjectFile } from '../../contracts/project-file.ts';
import { InvalidProjectFileError } from '../../errors.ts';
import type { TrainingSet } from '../learner.ts';
import { curveMetric } from '../learning-curve.ts';
import { metricName, OBJECTIVES } from '../xgboost/objectives.ts';

type Training = Pick<ProjectFile['training'], 'hyperparameters' | 'seed'>;

/** SageMaker takes no longer value of a hyperparameter. */
const LONGEST_VALUE = 2500;

/**
 * What the container is told, by its own names.
 *
 * @throws InvalidProjectFileError when a value is longer than SageMaker takes
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost_hyperparameters.html
 */
export function containerHyperparameters(
  { task, classCount, features, monotone, weights, validation }: TrainingSet,
  { hyperparameters: { num_boost_round = 100, objective = OBJECTIVES[task], ...own }, seed }: Training,
): Record<string, string> {
  const metric = metricName(curveMetric(task, validation?.metric), task);
  const directions = monotone?.size ? features.names.map((_, position) => monotone.get(position) ?? 0) : undefined;
  return texts({
    ...own,
    num_round: num_boost_round,
    ...{ objective, eval_metric: metric, seed },
    ...(task === 'multiclass' && { num_class: classCount }),
    // A tuple of Python, which takes a comma to be one; the container has constraints with exact and hist only.
    ...(directions && {
      monotone_constraints: `(${directions.join(',')},)`,
      tree_method: own['tree_method'] ?? 'hist',
    }),
    ...(weights && { csv_weights: 1 }),
    ...(validation && { early_stopping_rounds: validation.patience }),
  });
}

function texts(values: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  const entries = Object.entries(values).map(([name, value]): [string, string] => {
    return [name, String(typeof value === 'boolean' ? Number(value) : value)];
  });
  const [tooLong] = entries.find(([, value]) => value.length > LONGEST_VALUE) ?? [];
  if (tooLong === undefined) return Object.fromEntries(entries);
  throw new InvalidProjectFileError(
    `training.compute: SageMaker takes ${LONGEST_VALUE} characters of ${tooLong} at most, and with so many features ` +
      'there are more: set it to fargate-spot',
  );
}
