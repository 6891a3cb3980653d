import { type Calibration, calibrate, calibratedBounds } from '../calibrate/calibration.ts';
import type { Task } from '../contracts/project-file.ts';

export interface GraphChanges {
  readonly task: Task;
  /** log: a regression whose scores are the logarithms of its predictions. */
  readonly link?: 'log' | undefined;
  /** By how much the graph's raw scores may differ from the library's; default 0. */
  readonly scoreBound?: number;
  /** That the graph applies to probabilities. */
  readonly calibration?: Calibration | undefined;
}

/** What a graph should predict, and between which values, one per prediction of the library. */
export interface PredictionBounds {
  readonly expected: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * What a graph that changes the library's predictions is to say.
 *
 * @param native - the library's own: row-major probabilities, or one number per row
 * @param width - predictions per row
 * @param tolerance - by how much the library's own may be missed before they are calibrated, which makes much of little
 * where it is steep
 */
export function predictionBounds(
  native: Float64Array,
  width: number,
  { task, link, scoreBound = 0, calibration }: GraphChanges,
  tolerance: number,
): PredictionBounds {
  const moved = (by: number) => native.map(movedScore(task, link, by));
  const [low, high] = scoreBound === 0 ? [native, native] : [moved(-scoreBound), moved(scoreBound)];
  if (!calibration) return { expected: native, low, high };
  const loosened = { low: low.map((value) => value - tolerance), high: high.map((value) => value + tolerance) };
  return { expected: calibrate(calibration, native, width), ...calibratedBounds(calibration, loosened, width) };
}

/** A prediction when its raw score, and against it those of other classes, move by so much. */
function movedScore(task: Task, link: GraphChanges['link'], by: number): (prediction: number) => number {
  if (task === 'regression') return (value) => (link === 'log' ? value * Math.exp(by) : value + by);
  const odds = Math.exp(-by * (task === 'binary' ? 1 : 2));
  return (probability) => probability / (probability + (1 - probability) * odds);
}
