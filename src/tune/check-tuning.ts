import type { ProjectFile } from '../contracts/project-file.ts';
import type { SearchRange } from '../contracts/settings/tuning.ts';
import { InvalidProjectFileError } from '../errors.ts';
import { learners } from '../train/learners.ts';
import { defaultSpaces } from './default-spaces.ts';
import { endsOf } from './range-ends.ts';
import { tuningMetric } from './study.ts';

/**
 * Finds what is wrong with `training.tune` without having seen data: every end of a range and every choice must be what
 * the learner takes.
 *
 * @throws InvalidProjectFileError
 */
export function checkTuning({ training, task }: Pick<ProjectFile, 'training' | 'task'>): void {
  const { algorithm, hyperparameters, tune, monotone, earlyStopping } = training;
  if (tune.trials === 0) return;
  tuningMetric(task, tune.metric);
  const settings = { stopsEarly: earlyStopping !== undefined, isMonotone: Object.keys(monotone).length > 0 };
  for (const [name, range] of Object.entries(tune.space ?? defaultSpaces[algorithm])) {
    for (const value of extremesOf(range)) {
      try {
        learners[algorithm].configure({ hyperparameters: { ...hyperparameters, [name]: value }, ...settings }, task);
      } catch (error) {
        if (!(error instanceof InvalidProjectFileError)) throw error;
        const words = error.message.replaceAll(`training.hyperparameters.${name}:`, `training.tune.space.${name}:`);
        throw new InvalidProjectFileError(words, { cause: error });
      }
    }
  }
}

/** Values that are taken only if all of the range are; one between the ends of real numbers is no integer. */
function extremesOf(range: SearchRange): readonly (number | string | boolean)[] {
  if (!('float' in range)) return endsOf(range);
  const [low, high] = range.float;
  return [...endsOf(range), low + (high - low) * Math.SQRT1_2];
}
