import type { ProjectFile } from '../contracts/project-file.ts';
import { TrainingMachineError } from '../errors.ts';
import { estimateTraining, type TrainingSize } from '../train/estimate-training.ts';
import { type Machine, shortage } from '../train/require-room.ts';
import { defaultSpaces } from './default-spaces.ts';
import { endsOf } from './range-ends.ts';

type Training = ProjectFile['training'];

/**
 * Refuses tuning whose largest trial its function could not finish. A trial reads what the training reads and grows as
 * much, but writes no graph, so that the estimate of a training without folds is enough.
 *
 * @throws TrainingMachineError
 */
export function requireTrialRoom(training: Training, size: TrainingSize, machine: Machine): void {
  if (training.tune.trials === 0) return;
  const { algorithm, hyperparameters } = largestTraining(training, size);
  const short = shortage(estimateTraining(size, { algorithm, hyperparameters }), machine);
  if (short === undefined) return;
  throw new TrainingMachineError(
    `a tuning trial, at the largest of training.tune.space, ${short}; trials run in functions wherever the training does: ` +
      'set smaller ranges, train on fewer rows or columns, or set training.tune.trials to 0 and the hyperparameters to ' +
      'those that `driftloop train` finds on a machine of your own',
  );
}

/**
 * The training with those hyperparameters of the search space that take the most: neither a trial nor the training with
 * what tuning finds takes more. Without trials it is the training as it is.
 */
export function largestTraining(training: Training, size: TrainingSize): Training {
  const { tune, algorithm } = training;
  if (tune.trials === 0) return training;
  const seconds = (hyperparameters: Training['hyperparameters']) =>
    estimateTraining(size, { ...training, hyperparameters }).seconds;
  let { hyperparameters } = training;
  const ranges = Object.entries(tune.space ?? defaultSpaces[algorithm]);
  // Twice, as XGBoost's most leaves count only where the depth leaves room for them.
  for (const [name, range] of [...ranges, ...ranges]) {
    const candidates = endsOf(range).map((value) => ({ ...hyperparameters, [name]: value }));
    hyperparameters = candidates.reduce((most, other) => (seconds(other) > seconds(most) ? other : most));
  }
  return { ...training, hyperparameters };
}
