import type { CalibrationMethod } from '../contracts/settings/calibration.ts';
import type { ClassificationOutcome } from '../evaluate/outcome.ts';
import { type Calibration, finiteLogit } from './calibration.ts';
import { isotonicRegression } from './isotonic-regression.ts';
import type { PiecewiseLinear } from './piecewise-linear.ts';
import { type LogisticLine, plattScaling } from './platt-scaling.ts';
import { thinKnots } from './thin-knots.ts';

/** Of one class; and of all together, each of which every row is compared with. */
const MOST_KNOTS = 100;
const MOST_KNOTS_TOGETHER = 1000;

/** More would leave each too few knots. */
export const MOST_ISOTONIC_CLASSES = 100;

export interface FittedCalibration {
  readonly calibration: Calibration;
  /** That it was learnt from. */
  readonly rows: number;
  /** Of isotonic: what leaving knots out did. */
  readonly thinning?: { readonly kept: number; readonly found: number; readonly error: number };
}

/**
 * Learns what a model's probabilities are worth, each class against the rest.
 *
 * @param outcome - what the model said of rows that it had not learnt from; of 100 classes at most for isotonic
 */
export function fitCalibration(outcome: ClassificationOutcome, method: CalibrationMethod): FittedCalibration {
  const { labels, probabilities, classCount } = outcome;
  const rows = labels.length;
  const least = 1 / (rows + 2);
  const judged = classCount === 2 ? [1] : [...Array(classCount).keys()];
  const ofClass = (index: number) => ({
    said: Float64Array.from({ length: rows }, (_, row) => probabilities[row * classCount + index]!),
    isTrue: Uint8Array.from({ length: rows }, (_, row) => Number(labels[row] === index)),
  });
  if (method === 'sigmoid') {
    const lines = judged.map((index) => {
      const { said, isTrue } = ofClass(index);
      return rising(plattScaling(said.map(finiteLogit), isTrue), isTrue);
    });
    return { calibration: { method, least, lines }, rows };
  }
  const most = Math.min(MOST_KNOTS, Math.floor(MOST_KNOTS_TOGETHER / judged.length));
  const found = judged.map((index) => {
    const { said, isTrue } = ofClass(index);
    const line = isotonicRegression(said, isTrue);
    return { found: line.x.length, ...thinKnots(line, most) };
  });
  const curves = found.map(({ line }) => within(line, least));
  const thinning = {
    kept: Math.max(...curves.map(({ x }) => x.length)),
    found: Math.max(...found.map((each) => each.found)),
    error: Math.max(...found.map(({ error }) => error)),
  };
  return { calibration: { method, least, curves }, rows, thinning };
}

/** A probability that counts for less the higher it is tells nothing: the share of the class stands for it. */
function rising(line: LogisticLine, isTrue: Uint8Array): LogisticLine {
  if (line.slope >= 0) return line;
  const hits = isTrue.reduce((sum, each) => sum + each, 0);
  return { slope: 0, intercept: Math.log((hits + 1) / (isTrue.length - hits + 1)) };
}

const within = ({ x, y }: PiecewiseLinear, least: number): PiecewiseLinear => ({
  x,
  y: y.map((value) => Math.min(Math.max(value, least), 1 - least)),
});
