import type { LearningCurve, TrainingRecord } from '#src/contracts/training-record.ts';
import type { OfflineModel } from './actions/train-on-files.ts';
import { sparkline } from './chart.ts';
import { formatMetrics, formatNumber, formatSeconds, formatShare } from './format.ts';

const COLUMNS_SHOWN = 5;
const SPARK_WIDTH = 40;

/** What a training came to, for people. */
export function describeTraining(model: OfflineModel, record: TrainingRecord, seconds: number): string {
  const { evaluation, importance, curves } = record;
  const intervals = Object.entries(evaluation.metricIntervals).map(
    ([name, [low, high]]) => `${name} ${formatNumber(low)} … ${formatNumber(high)}`,
  );
  const used = Object.entries(importance.byColumn)
    .filter(([, { gain }]) => gain > 0)
    .sort(([, a], [, b]) => b.gain - a.gain)
    .slice(0, COLUMNS_SHOWN);
  return [
    `${model.model} (sha256 ${model.sha256})`,
    `${model.rows} rows in ${formatSeconds(seconds)}`,
    formatMetrics(model.metrics),
    ...(intervals.length > 0 ? [`95 % intervals: ${intervals.join(', ')}`] : []),
    ...(model.baselineMetrics ? [`linear baseline: ${formatMetrics(model.baselineMetrics)}`] : []),
    ...curves.flatMap(curveLine),
    ...(used.length > 0
      ? [`uses most: ${used.map(([name, { gain }]) => `${name} ${formatShare(gain)}`).join(', ')}`]
      : []),
    `report: ${model.report}`,
  ].join('\n');
}

function curveLine({ metric, rows, values }: LearningCurve): string[] {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return [];
  const [first, last] = [known[0], known.at(-1)].map(formatNumber);
  return [`${metric} of the ${rows} rows: ${first} ${sparkline(known, SPARK_WIDTH)} ${last}`];
}
