import type { ProjectFile, Task } from '../contracts/project-file.ts';
import { InvalidProjectFileError } from '../errors.ts';
import { learners } from './learners.ts';
import { curveMetric } from './learning-curve.ts';

/**
 * Finds what is wrong with `training` of a project file without having seen data.
 *
 * @throws InvalidProjectFileError
 */
export function checkTraining(training: ProjectFile['training'], task: Task, target: string): void {
  const { algorithm, hyperparameters, monotone, earlyStopping, prune, classWeights, sampleWeight } = training;
  const settings = {
    ...{ hyperparameters, stopsEarly: earlyStopping !== undefined },
    isMonotone: Object.keys(monotone).length > 0,
  };
  learners[algorithm].configure(settings, task);
  if (prune && !earlyStopping) {
    throw new InvalidProjectFileError(
      'training.prune needs rows to judge by: add training.earlyStopping, whose rows it takes',
    );
  }
  curveMetric(task, earlyStopping?.metric);
  if (classWeights !== undefined && task === 'regression') {
    throw new InvalidProjectFileError('training.classWeights: a regression has no classes; use training.sampleWeight');
  }
  if (training.threshold !== undefined && task !== 'binary') {
    throw new InvalidProjectFileError('training.threshold: only a binary task has one; leave it out');
  }
  if (training.calibration !== undefined && task === 'regression') {
    throw new InvalidProjectFileError('training.calibration: a regression predicts no probabilities; leave it out');
  }
  checkForm(training);
  if (sampleWeight === target) {
    throw new InvalidProjectFileError(`training.sampleWeight: "${target}" is the target; name another column`);
  }
}

function checkForm({ algorithm, onnx }: ProjectFile['training']): void {
  if (onnx.leafBits !== undefined && onnx.trees === 'standard') {
    throw new InvalidProjectFileError(
      'training.onnx.leafBits: rounded leaves save little in standard trees; add trees: compact, or leave it out',
    );
  }
  if (algorithm === 'linear' && (onnx.trees === 'compact' || !onnx.explain)) {
    throw new InvalidProjectFileError('training.onnx: a linear model has no trees to make smaller; leave it out');
  }
}
