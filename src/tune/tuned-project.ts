import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';
import { startingPoints } from './default-spaces.ts';
import { studyLearners } from './rows/study-learners.ts';
import { bestTrial, VALIDATION_SHARE } from './study.ts';

/**
 * The project with the hyperparameters of the best trial: with them all training rows are learnt from. Where early
 * stopping does not find the number of rounds, it is that at which the trial was best, and more as there are more rows
 * to learn from than it had; never more than the trial might have had.
 *
 * @throws UntrainableDataError when no trial came to its end
 */
export function tunedProject(project: ProjectFile, trials: readonly Trial[]): ProjectFile {
  const { training } = project;
  const { algorithm, earlyStopping } = training;
  const best = bestTrial(project, trials);
  const hyperparameters = { ...training.hyperparameters, ...best.hyperparameters };
  const name = earlyStopping ? undefined : studyLearners[algorithm].rounds;
  if (name === undefined) return { ...project, training: { ...training, hyperparameters } };
  const most = Number(hyperparameters[name] ?? startingPoints[algorithm][name]);
  const rounds = Math.min(Math.round(best.rounds / (1 - VALIDATION_SHARE)), most);
  return { ...project, training: { ...training, hyperparameters: { ...hyperparameters, [name]: rounds } } };
}
