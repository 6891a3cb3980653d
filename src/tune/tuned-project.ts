import type { ProjectFile } from '../contracts/project-file.ts';
import type { Trial } from '../contracts/trial.ts';
import { studyLearners } from './rows/study-learners.ts';
import { bestTrial } from './study.ts';

/**
 * The project with the hyperparameters of the best trial: with them all training rows are learnt from. Where early
 * stopping does not find the number of rounds, it is that at which the trial was best.
 *
 * @throws UntrainableDataError when no trial came to its end
 */
export function tunedProject(project: ProjectFile, trials: readonly Trial[]): ProjectFile {
  const { hyperparameters, rounds } = bestTrial(project, trials);
  const { training } = project;
  const name = training.earlyStopping ? undefined : studyLearners[training.algorithm].rounds;
  const found = { ...hyperparameters, ...(name !== undefined && { [name]: rounds }) };
  return { ...project, training: { ...training, hyperparameters: { ...training.hyperparameters, ...found } } };
}
