import type { ProjectFile } from '../../contracts/project-file.ts';
import { machineOf } from '../../contracts/settings/compute.ts';
import { InvalidProjectFileError } from '../../errors.ts';

/** Hyperparameters of XGBoost 3.2.0 that the container's own check does not know. */
const NOT_TAKEN: ReadonlySet<string> = new Set([
  'max_cat_threshold',
  'max_cat_to_onehot',
  'huber_slope',
  'quantile_alpha',
]);
const OBJECTIVES_NOT_TAKEN: ReadonlySet<unknown> = new Set(['reg:quantileerror']);
/** Tree methods without monotone constraints there; `auto` becomes `hist`. */
const UNCONSTRAINED: ReadonlySet<unknown> = new Set(['approx']);
const MOST_SEED = 2 ** 31 - 2;

/**
 * Finds what SageMaker's own XGBoost could not do of what a project file asks for; nothing where it trains elsewhere.
 *
 * @throws InvalidProjectFileError
 */
export function checkContainer({ training, features }: Pick<ProjectFile, 'training' | 'features'>): void {
  if (machineOf(training.compute).on !== 'sagemaker') return;
  const wrong = [...algorithmProblems(training), ...featureProblems(features), ...extraTrainings(training)];
  if (wrong.length === 0) return;
  throw new InvalidProjectFileError(`training.compute: sagemaker cannot do it: ${wrong.join('; ')}`);
}

function* algorithmProblems({ algorithm, hyperparameters, monotone, prune, seed, tune }: ProjectFile['training']) {
  if (algorithm !== 'xgboost') {
    yield `it has no ${algorithm}: set training.algorithm to xgboost, or training.compute to fargate-spot`;
    return;
  }
  for (const name of new Set([...Object.keys(hyperparameters), ...Object.keys(tune.space ?? {})])) {
    if (NOT_TAKEN.has(name)) yield `it does not take ${name}: leave it out`;
  }
  const { objective, tree_method } = hyperparameters;
  if (OBJECTIVES_NOT_TAKEN.has(objective)) yield `it has no objective ${objective}: choose another`;
  if (Object.keys(monotone).length > 0 && UNCONSTRAINED.has(tree_method)) {
    yield `it has no monotone constraints with tree_method ${tree_method}: use hist or exact`;
  }
  if (prune) yield 'it keeps the rounds up to the best and no fewer: leave training.prune out';
  if (seed > MOST_SEED) yield `its seeds end at ${MOST_SEED}: set training.seed below`;
}

function* featureProblems({ encode, columns }: ProjectFile['features']) {
  const native = Object.entries(columns).filter(([, column]) => column.encode === 'native');
  if (encode !== 'native' && native.length === 0) return;
  const where = encode === 'native' ? 'features.encode' : `features.columns.${native[0]?.[0]}.encode`;
  yield `it knows no categories: set ${where} to ordinal, onehot or frequency`;
}

/** These train on parts of the rows, too, which is for the function that would be too small. */
function* extraTrainings({ crossValidation, threshold, calibration }: ProjectFile['training']) {
  if (crossValidation) yield 'one job trains one model: leave training.crossValidation out';
  if (calibration) yield 'to calibrate takes more trainings: leave training.calibration out';
  if (threshold !== undefined && typeof threshold !== 'number') {
    yield 'to choose a threshold takes more trainings: set training.threshold to a number, or leave it out';
  }
}
