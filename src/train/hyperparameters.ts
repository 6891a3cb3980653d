import { closest } from 'fastest-levenshtein';
import type { z } from 'zod';
import { describeIssue } from '../contracts/describe-issue.ts';
import type { ProjectFile, Task } from '../contracts/project-file.ts';
import { InvalidProjectFileError } from '../errors.ts';

/** What a library can be told. */
export interface ParameterList<Schema extends z.ZodObject> {
  /** Its own names, with types and limits. */
  readonly parameters: Schema;
  /** Other names by which people know them. */
  readonly synonyms: Readonly<Record<string, string>>;
  readonly task: Task;
}

/** What both libraries could be told, but is said elsewhere. */
const SET_ELSEWHERE: Readonly<Record<string, string>> = {
  num_class: 'it follows from the data',
  seed: 'set training.seed',
  random_state: 'set training.seed',
  num_threads: 'it follows from the machine',
  nthread: 'it follows from the machine',
  n_jobs: 'it follows from the machine',
  early_stopping_rounds: 'set training.earlyStopping',
  early_stopping_round: 'set training.earlyStopping',
  metric: 'set training.earlyStopping.metric',
  eval_metric: 'set training.earlyStopping.metric',
  monotone_constraints: 'set training.monotone',
  categorical_feature: 'set features.encode to native',
  enable_categorical: 'set features.encode to native',
  class_weight: 'set training.classWeights',
};

/** @throws InvalidProjectFileError naming each wrong parameter, and the nearest right name for an unknown one */
export function parseHyperparameters<Schema extends z.ZodObject>(
  { parameters, synonyms, task }: ParameterList<Schema>,
  given: ProjectFile['training']['hyperparameters'],
): z.output<Schema> {
  if (task !== 'regression' && 'objective' in given) {
    throw new InvalidProjectFileError(
      `training.hyperparameters.objective: ${given['objective']} is given, but a ${task} task has one objective only, ` +
        'which follows from the task: leave it out',
    );
  }
  const result = parameters.safeParse(given, { error: describeIssue });
  if (result.success) return result.data;
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((name) => `training.hyperparameters.${name}: ${remedyFor(name, parameters, synonyms)}`)
      : [`training.hyperparameters.${issue.path.join('.')}: ${issue.message}`],
  );
  throw new InvalidProjectFileError(problems.join('; '));
}

function remedyFor(name: string, parameters: z.ZodObject, synonyms: Readonly<Record<string, string>>): string {
  const elsewhere = Object.hasOwn(SET_ELSEWHERE, name) ? SET_ELSEWHERE[name] : undefined;
  if (elsewhere) return `this is not a hyperparameter here: ${elsewhere}`;
  const meant = Object.hasOwn(synonyms, name) ? synonyms[name] : closest(name, Object.keys(parameters.shape));
  return `unknown; did you mean "${meant}"?`;
}
