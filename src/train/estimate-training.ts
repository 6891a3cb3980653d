import type { ProjectFile } from '../contracts/project-file.ts';
import { THRESHOLD_FOLDS } from '../contracts/settings/threshold.ts';

type Settings = Pick<
  ProjectFile['training'],
  'algorithm' | 'hyperparameters' | 'threshold' | 'calibration' | 'crossValidation'
>;

/** What a training has to hold and to go through. */
export interface TrainingSize {
  /** To learn from and to judge by. */
  readonly rows: number;
  /** Of the raw data, the target included. */
  readonly columns: number;
  readonly features: number;
  /** 0 for a regression. */
  readonly classes: number;
}

export interface TrainingEstimate {
  readonly memoryMb: number;
  /** Of processor time. */
  readonly seconds: number;
}

/** Node, the libraries and a small table; docs/training.md says how these were measured. */
const BASE_MB = 300;
/** Per value of the raw data and of the features, with their copies. */
const BYTES_PER_VALUE = 24;
/** Per leaf: as text, as a tree and in the ONNX graph. */
const BYTES_PER_LEAF = 6000;

const BASE_SECONDS = 2;
/** Reading, predicting, importances. */
const SECONDS_PER_VALUE = 0.4e-6;
/** Of a model that is not kept. */
const SECONDS_PER_JUDGED_VALUE = 0.1e-6;
/** Per row and feature, in every round. */
const SECONDS_PER_CELL = 5e-9;
/** Per leaf and feature, in every round: a histogram is walked. */
const SECONDS_PER_HISTOGRAM = 4.5e-6;

/** What one training takes, within the margin that `requireRoom` adds. */
export function estimateTraining(
  { rows, columns, features, classes }: TrainingSize,
  training: Settings,
): TrainingEstimate {
  const { rounds, leaves } = growth(training);
  const trees = rounds * (classes > 2 ? classes : 1);
  const values = rows * (columns + features);
  const growing = trees * features * (rows * SECONDS_PER_CELL + leaves * SECONDS_PER_HISTOGRAM);
  return {
    memoryMb: BASE_MB + (values * BYTES_PER_VALUE + trees * Math.min(leaves, rows) * BYTES_PER_LEAF) / 2 ** 20,
    seconds:
      BASE_SECONDS +
      (values * SECONDS_PER_VALUE + growing) +
      (values * SECONDS_PER_JUDGED_VALUE + growing) * judgingTrainings(training),
  };
}

/** Trainings whose models are not kept, each of most of the rows. */
function judgingTrainings({ threshold, calibration, crossValidation }: Settings): number {
  if (crossValidation) return crossValidation.folds;
  if (calibration) return THRESHOLD_FOLDS;
  return threshold === undefined || typeof threshold === 'number' ? 0 : THRESHOLD_FOLDS;
}

/** Rounds and the most leaves per tree, by what the libraries take for default. */
function growth({ algorithm, hyperparameters }: Settings) {
  const of = (name: string, otherwise: number) => Number(hyperparameters[name] ?? otherwise);
  if (algorithm === 'lightgbm') return { rounds: of('num_iterations', 100), leaves: of('num_leaves', 31) };
  if (algorithm === 'linear') return { rounds: of('num_boost_round', 300), leaves: 0 };
  const leaves = Math.min(of('max_leaves', 0) || Number.POSITIVE_INFINITY, leavesAt(of('max_depth', 6)));
  return { rounds: of('num_boost_round', 100) * of('num_parallel_tree', 1), leaves };
}

/** Without a limit, trees are seldom deeper everywhere. */
const MOST_DEPTH = 12;

/** Leaves of a tree of that depth: the deeper it may grow, the less of it is there. */
const leavesAt = (depth: number): number => 2 ** Math.min(depth || MOST_DEPTH, 4 + (depth || MOST_DEPTH) / 2);
