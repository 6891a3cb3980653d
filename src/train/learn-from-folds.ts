import { type Calibration, calibrate } from '../calibrate/calibration.ts';
import { type FittedCalibration, fitCalibration, MOST_ISOTONIC_CLASSES } from '../calibrate/fit-calibration.ts';
import type { CrossValidation } from '../contracts/evaluation.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { THRESHOLD_FOLDS } from '../contracts/settings/threshold.ts';
import { UntrainableDataError } from '../errors.ts';
import { chooseThreshold } from '../evaluate/choose-threshold.ts';
import type { ClassificationOutcome } from '../evaluate/outcome.ts';
import type { Table } from '../tabular/table.ts';
import { crossValidation } from './cross-validate.ts';
import { type FoldOutcome, foldOutcomes } from './fold-outcomes.ts';

export interface LearntFromFolds {
  /** The probability, calibrated if it is to be, from which a row is taken for the second class. */
  readonly threshold?: number;
  readonly calibration?: FittedCalibration;
  readonly crossValidation?: CrossValidation;
}

/**
 * What models of parts of the training rows tell by what they say of the others: how good they are, what their
 * probabilities are worth, and where to draw the line between two classes. Nothing is trained for what is not asked.
 *
 * @param rows - the training rows (0-based)
 * @param classCount - 0 for a regression
 * @throws UntrainableDataError when no fold could be trained that the project needs
 */
export async function learnFromFolds(
  table: Table,
  rows: readonly number[],
  project: ProjectFile,
  classCount: number,
): Promise<LearntFromFolds> {
  const { crossValidation: wanted, threshold, calibration: method } = project.training;
  if (!needsFolds(project.training)) return typeof threshold === 'number' ? { threshold: Math.fround(threshold) } : {};
  if (method === 'isotonic' && classCount > MOST_ISOTONIC_CLASSES) {
    throw new UntrainableDataError(
      `training.calibration: isotonic is for ${MOST_ISOTONIC_CLASSES} classes at most, here are ${classCount}: use sigmoid`,
    );
  }
  const outcomes = await foldOutcomes(table, rows, project, wanted?.folds ?? THRESHOLD_FOLDS);
  const calibration = method && fitCalibration(together(outcomes, classCount, 'calibration'), method);
  const line =
    typeof threshold === 'number' || threshold === undefined
      ? threshold
      : chooseThreshold(calibrated(together(outcomes, classCount, 'threshold'), calibration?.calibration), threshold);
  return {
    ...(line !== undefined && { threshold: Math.fround(line) }),
    ...(calibration && { calibration }),
    ...(wanted && { crossValidation: crossValidation(outcomes) }),
  };
}

/** Whether anything is asked for that only folds tell. */
export const needsFolds = ({ crossValidation: wanted, threshold, calibration }: ProjectFile['training']): boolean =>
  wanted !== undefined || calibration !== undefined || (threshold !== undefined && typeof threshold !== 'number');

/** What all folds say of the rows that each has not learnt from. */
function together(outcomes: readonly FoldOutcome[], classCount: number, wantedFor: string): ClassificationOutcome {
  const known = outcomes.flatMap(({ outcome }) => ('probabilities' in outcome ? [outcome] : []));
  if (known.length === 0) {
    throw new UntrainableDataError(
      `training.${wantedFor}: no part of the training rows can be learnt from to choose it: add data, or leave it out`,
    );
  }
  if (known.some((outcome) => outcome.classCount !== classCount)) {
    throw new UntrainableDataError(
      `training.${wantedFor}: some of the ${classCount} classes occur in held-out rows only: add rows of them, or leave it out`,
    );
  }
  return {
    labels: known.flatMap(({ labels }) => Array.from(labels)),
    probabilities: known.flatMap(({ probabilities }) => Array.from(probabilities)),
    classCount,
  };
}

/** As the graph says it, in float32. */
function calibrated(outcome: ClassificationOutcome, calibration: Calibration | undefined): ClassificationOutcome {
  if (!calibration) return outcome;
  const { probabilities, classCount } = outcome;
  return {
    ...outcome,
    probabilities: Float32Array.from(calibrate(calibration, Float64Array.from(probabilities), classCount)),
  };
}
