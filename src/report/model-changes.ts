import { headline } from '#src/contracts/headline-metrics.ts';
import type { Metrics } from '#src/contracts/run.ts';
import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { formatCount, formatNumber, formatShare } from './format.ts';

/** Something that was done to a model after it was learnt. */
export interface ModelChange {
  readonly title: string;
  /** What it was, in a sentence or two. */
  readonly text: string;
  /** Figures before and after. */
  readonly figures: readonly (readonly [name: string, before: string, after: string])[];
}

/** What pruning, calibration and writing the model smaller did, in that order; those that were asked for. */
export const modelChanges = ({
  pruning,
  calibration,
  size,
}: Pick<TrainingRecord, 'pruning' | 'calibration' | 'size'>): ModelChange[] => [
  ...(pruning ? [pruned(pruning)] : []),
  ...(calibration ? [calibrated(calibration)] : []),
  ...(size ? [resized(size)] : []),
];

function pruned({ metric, before, after, bytes }: NonNullable<TrainingRecord['pruning']>): ModelChange {
  return {
    title: 'Pruning',
    text: `Of ${formatCount(before.rounds)} rounds ${formatCount(after.rounds)} are kept; the metric is that of the rows set aside for early stopping.`,
    figures: [
      [metric, formatNumber(before.value), formatNumber(after.value)],
      ['bytes', formatCount(bytes.before), formatCount(bytes.after)],
    ],
  };
}

function calibrated(calibration: NonNullable<TrainingRecord['calibration']>): ModelChange {
  const { method, rows, knots, thinningError = 0, before, after } = calibration;
  const how = `Probabilities are calibrated by ${method === 'isotonic' ? 'isotonic regression' : "Platt's sigmoid"} on ${formatCount(rows)} training rows, each predicted by a model that had not learnt from it.`;
  const isThinned = knots !== undefined && knots.kept < knots.found;
  const thinned = ` Of ${formatCount(knots?.found ?? 0)} knots ${formatCount(knots?.kept ?? 0)} are kept, which changes a probability by ${formatNumber(thinningError)} at most.`;
  return {
    title: 'Calibration',
    text: isThinned ? how + thinned : how,
    figures: compared(Object.entries(before), after),
  };
}

function resized({ bytes, rounding }: NonNullable<TrainingRecord['size']>): ModelChange {
  const saved = `The ONNX file has ${formatShare(bytes.after / bytes.before)} of the bytes of standard trees.`;
  const figures = [['bytes', formatCount(bytes.before), formatCount(bytes.after)] as const];
  if (!rounding) return { title: 'Size', text: `${saved} It predicts the same.`, figures };
  const { leafBits, bound, difference, before, after } = rounding;
  return {
    title: 'Size',
    text: `${saved} Its leaves are rounded to ${leafBits} bits, by which a raw score changes by ${formatNumber(bound)} at most; predictions of held-out rows changed by up to ${formatNumber(difference)}.`,
    figures: [...figures, ...compared(headline(before), after)],
  };
}

const compared = (before: readonly (readonly [string, number])[], after: Metrics): ModelChange['figures'] =>
  before.map(([name, value]) => [name, formatNumber(value), formatNumber(after[name])]);
