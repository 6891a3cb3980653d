import type { Evaluation } from '#src/contracts/evaluation.ts';
import type { TrainingRecord } from '#src/contracts/training-record.ts';
import { directions } from '#src/evaluate/metrics/index.ts';
import { formatCount, formatNumber, formatShare, shorten } from './format.ts';

/** Fewer held-out rows than this say little about a class: one row more or less changes its recall by 3 % and more. */
const FEW_ROWS = 30;
/** Width of a 95 % interval, of a metric between 0 and 1, from which the metric is known roughly only. */
const WIDE = 0.1;
/** A segment is told when a metric is worse by this share of what it is for all rows. */
const WORSE = 0.1;
const JUDGED = ['accuracy', 'auc', 'f1', 'rmse'];

/** What the evaluation itself says against relying on the model, a sentence each; the project's own come first. */
export function limitationsOf(record: TrainingRecord): string[] {
  const { evaluation, card } = record;
  return [
    ...(card?.limitations ?? []),
    ...smallClasses(evaluation),
    ...wideIntervals(evaluation),
    ...weakSegments(evaluation),
    ...noBetterThanLinear(record),
  ];
}

const smallClasses = ({ classification }: Evaluation): string[] =>
  (classification?.classes ?? [])
    .filter(({ rows }) => rows < FEW_ROWS)
    .map(
      ({ class: name, rows, recall }) =>
        `The class ${shorten(String(name), 60)} has few held-out rows (${formatCount(rows)}), of which ${formatShare(recall)} are found.`,
    );

const wideIntervals = ({ metricIntervals }: Evaluation): string[] =>
  Object.entries(metricIntervals)
    .filter(([name, [low, high]]) => ['accuracy', 'auc', 'f1'].includes(name) && high - low >= WIDE)
    .map(
      ([name, [low, high]]) =>
        `With these held-out rows, ${name} is known roughly only: 95 % interval ${formatNumber(low)} … ${formatNumber(high)}.`,
    );

function weakSegments({ metrics, segments }: Evaluation): string[] {
  return Object.entries(segments).flatMap(([column, values]) =>
    Object.entries(values).flatMap(([value, part]) => {
      const weak = JUDGED.filter((name) => isWeak(name, part.metrics[name], metrics[name]));
      if (weak.length === 0) return [];
      const told = weak.map(
        (name) => `${name} ${formatNumber(part.metrics[name])} against ${formatNumber(metrics[name])}`,
      );
      return [
        `Where ${shorten(column, 60)} is ${shorten(value, 60)} (${formatCount(part.rows)} rows) it is worse than for all rows: ${told.join(', ')}.`,
      ];
    }),
  );
}

function isWeak(name: string, value: number | undefined, all: number | undefined): boolean {
  if (value === undefined || all === undefined) return false;
  const loss = directions.get(name) === 'lower' ? value - all : all - value;
  return loss > WORSE * Math.abs(all);
}

function noBetterThanLinear({ metrics, baselineMetrics }: TrainingRecord): string[] {
  const worse = JUDGED.filter((name) => {
    const [value, linear] = [metrics[name], baselineMetrics?.[name]];
    if (value === undefined || linear === undefined) return false;
    return directions.get(name) === 'lower' ? value > linear : value < linear;
  });
  return worse.map(
    (name) =>
      `A linear model reaches a better ${name} on the same rows: ${formatNumber(baselineMetrics?.[name])} against ${formatNumber(metrics[name])}.`,
  );
}
