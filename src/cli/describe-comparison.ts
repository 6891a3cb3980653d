import type { LearningCurve } from '#src/contracts/training-record.ts';
import type { RunComparison } from '#src/track/compare-runs.ts';
import { type ChartLine, LINE_STYLES, lineChart } from './chart.ts';
import { formatCost, formatNumber, formatSeconds, formatShare, formatTime } from './format.ts';
import type { Output } from './output.ts';
import { formatTable } from './table.ts';

/** A line of the table: what it is about, and a cell per run. */
type Line = readonly [name: string, ...cells: string[]];

const NOTHING = '–';

/** Runs side by side, for people: a column each, the better metrics marked, and their learning curves. */
export function describeComparison(comparison: RunComparison, out: Output): string {
  const { runs, parameters, sameParameters } = comparison;
  const marks = runs.map((_, index) => markOf(index));
  const legend = runs.map(({ id }, index) => `${out.style(styleOf(index), markOf(index))}  ${id}`);
  const table = (lines: readonly Line[]) =>
    formatTable(
      ['', ...marks].map((title, column) => ({ title, text: (line: Line) => line[column] ?? '' })),
      lines,
    );
  const differing = Object.entries(parameters).map(
    ([name, values]): Line => [name, ...values.map((value) => text(value))],
  );
  const same = `${sameParameters} settings are the same`;
  return [
    legend.join('\n'),
    table([...aboutRuns(comparison), ...metricLines(comparison, out)]),
    differing.length > 0 ? `settings that differ (${same})\n${table(differing)}` : same,
    ...chartsOf(comparison, out),
  ].join('\n\n');
}

/** A, B, C … */
const markOf = (index: number): string => String.fromCodePoint(65 + (index % 26));

const styleOf = (index: number) => LINE_STYLES[index % LINE_STYLES.length] ?? 'white';

function aboutRuns({ runs, data, rows, sha256, tags, cost, seconds }: RunComparison): Line[] {
  const lines: Line[] = [
    ['outcome', ...runs.map(({ outcome }) => outcome)],
    ['model version', ...runs.map(({ modelVersion }) => text(modelVersion))],
    ['started', ...runs.map(({ startedAt }) => formatTime(startedAt))],
    ['took', ...runs.map((run) => (run.seconds === undefined ? NOTHING : formatSeconds(run.seconds)))],
    ...Object.entries(seconds).map(([step, each]): Line => [`  ${step}`, ...each.map(secondsText)]),
    ['cost, estimated', ...cost.map((usd) => (usd === null ? NOTHING : formatCost(usd)))],
    ['drift', ...runs.map(({ drift }) => (drift ? formatShare(drift.driftShare) : NOTHING))],
    ['data', ...runs.map(({ dataVersion }) => dataVersion)],
    ['rows', ...rows.map((each) => (each ? `${each.train} + ${each.test}` : NOTHING))],
    ...fileLines(data),
    ['sha256', ...sha256.map((digest) => digest?.slice(0, 12) || NOTHING)],
    ...Object.entries(tags).map(([tag, values]): Line => [`tag ${tag}`, ...values.map((value) => text(value))]),
  ];
  return lines.filter(([, ...cells]) => cells.some((cell) => cell !== NOTHING));
}

/** A line per file that any of the runs learnt from; the S3 version of those that did. */
function fileLines(data: RunComparison['data']): Line[] {
  const files = data.map((list) => new Map((list ?? []).map((file) => splitAtVersion(file))));
  const keys = [...new Set(files.flatMap((list) => [...list.keys()]))];
  return keys.map(
    (key): Line => [
      `  ${key.split('/').slice(3).join('/') || key}`,
      ...files.map((list) => list.get(key)?.slice(0, 12) ?? NOTHING),
    ],
  );
}

function splitAtVersion(file: string): [string, string] {
  const at = file.lastIndexOf('@');
  return [file.slice(0, at), file.slice(at + 1)];
}

const metricLines = ({ metrics }: RunComparison, out: Output): Line[] =>
  Object.entries(metrics).map(
    ([name, { values, best }]): Line => [
      name,
      ...values.map((value, index) =>
        best.includes(index) ? out.style('green', `${formatNumber(value)} ✔`) : formatNumber(value),
      ),
    ],
  );

/** A chart per metric and kind of rows, with a line per run that has such a curve. */
function chartsOf({ curves }: RunComparison, out: Output): string[] {
  const all = curves.flatMap((list, index) => (list ?? []).map((curve) => ({ curve, index })));
  const groups = Map.groupBy(all, ({ curve }) => `${curve.metric} of the ${curve.rows} rows, by round`);
  return [...groups].map(([title, members]) => {
    const lines = members.map(
      ({ curve, index }): ChartLine => ({
        mark: markOf(index),
        style: styleOf(index),
        points: pointsOf(curve),
      }),
    );
    return `${title}\n${lineChart(lines, out, { width: 64, height: 12 })}`;
  });
}

const pointsOf = ({ rounds, values }: LearningCurve) =>
  rounds.flatMap((round, index) => {
    const value = values[index];
    return typeof value === 'number' ? [[round, value] as const] : [];
  });

const text = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'number' ? formatNumber(value) : String(value ?? NOTHING);

const secondsText = (seconds: number | null): string => (seconds === null ? NOTHING : formatSeconds(seconds));
