import { headline } from '#src/contracts/headline-metrics.ts';
import type { TrainingRecord, TuningRecord } from '#src/contracts/training-record.ts';
import { isHigherBetter } from '#src/train/learning-curve.ts';
import { rankTrials } from '#src/tune/rank-trials.ts';
import { formatCount, formatNumber, shorten } from './format.ts';
import { limitationsOf } from './limitations.ts';
import { modelChanges } from './model-changes.ts';

/**
 * A model card in Markdown, with the sections of Mitchell et al., "Model Cards for Model Reporting" (2019), as far as
 * they can be written from what was recorded. The same record gives the same text.
 */
export function modelCard(record: TrainingRecord): string {
  const { card, project } = record;
  const sections: readonly (readonly [title: string, body: string])[] = [
    ['Intended use', intendedUse(card)],
    ['Model', modelTable(record)],
    ['Data', dataTable(record)],
    ['Features', features(record)],
    ['Metrics', metrics(record)],
    ...changes(record),
    ...segments(record),
    ['Limitations', list(limitationsOf(record).map(plain)) || 'The evaluation found none.'],
    ['How to reproduce', reproduce(record)],
  ];
  const description = card?.description ? `\n${plain(card.description)}\n` : '';
  return `# Model card: ${plain(project)}\n${description}${sections.map(([title, body]) => `\n## ${title}\n\n${body}\n`).join('')}`;
}

function intendedUse(card: TrainingRecord['card']): string {
  const use = card?.intendedUse ? plain(card.intendedUse) : 'Not said in the project file (`card.intendedUse`).';
  return card?.outOfScope ? `${use}\n\n**Out of scope:** ${plain(card.outOfScope)}` : use;
}

function modelTable({
  task,
  target,
  classes,
  parameters,
  card,
  lineage,
  artifacts,
  conversionError,
  tuning,
}: TrainingRecord): string {
  const set = Object.entries(parameters).filter(([key]) => key.startsWith('training.hyperparameters.'));
  return table(
    ['', ''],
    [
      ['task', `${task}, target ${shorten(target, 80)}`],
      ...(classes.length > 0 ? [['classes', shorten(classes.join(', '), 400)]] : []),
      ['algorithm', String(parameters['training.algorithm'])],
      ...set.map(([key, value]) => [key.slice('training.hyperparameters.'.length), String(value)]),
      ...(tuning ? [['tuned by', tuningText(tuning)]] : []),
      ['owner', card?.owner ?? '–'],
      ['licence', card?.licence ?? '–'],
      ['run', lineage.runId],
      ['code', lineage.codeVersion],
      [
        'libraries',
        Object.entries(lineage.libraries)
          .map((library) => library.join(' '))
          .join(', '),
      ],
      ['ONNX, SHA-256', artifacts['model']?.sha256 ?? '–'],
      ['ONNX graph and library differ by at most', conversionError.toExponential(1)],
    ],
  );
}

function tuningText({ metric, trials }: TuningRecord): string {
  const [best] = rankTrials(trials, isHigherBetter(metric));
  const count = `${formatCount(trials.length)} ${trials.length === 1 ? 'trial' : 'trials'}`;
  return `${count}, of which number ${(best?.number ?? 0) + 1} was the best: ${metric} ${formatNumber(best?.value)} on training rows set aside`;
}

const dataTable = ({ rows, lineage }: TrainingRecord): string =>
  table(
    ['', ''],
    [
      ['rows', `${formatCount(rows.train)} to learn from, ${formatCount(rows.test)} held out`],
      ['data version', lineage.dataVersion],
      ...lineage.data.map(({ key, versionId }) => ['file', `${key} @ ${versionId}`]),
      ['all rows, SHA-256', lineage.trainingData.sha256],
    ],
  );

/** With the most used first. */
function features({ columns, importance }: TrainingRecord): string {
  const gain = (name: string): number => importance.byColumn[name]?.gain ?? 0;
  const sorted = columns.toSorted((a, b) => gain(b) - gain(a));
  return table(
    ['column', 'share of gain'],
    sorted.map((name) => [shorten(name, 80), formatNumber(gain(name))]),
  );
}

function metrics({ metrics: values, baselineMetrics, evaluation }: TrainingRecord): string {
  const rows = Object.entries(values).map(([name, value]) => {
    const [low, high] = evaluation.metricIntervals[name] ?? [];
    const interval = low === undefined ? '–' : `${formatNumber(low)} … ${formatNumber(high)}`;
    return [name, formatNumber(value), interval, ...(baselineMetrics ? [formatNumber(baselineMetrics[name])] : [])];
  });
  const titles = ['metric', 'model', '95 % interval', ...(baselineMetrics ? ['linear baseline'] : [])];
  return `On ${formatCount(evaluation.rows)} held-out rows.\n\n${table(titles, rows)}`;
}

/** What was done to the model after it was learnt. */
const changes = (record: TrainingRecord): (readonly [string, string])[] =>
  modelChanges(record).map(({ title, text, figures }) => [
    title,
    `${plain(text)}\n\n${table(['', 'before', 'after'], figures)}`,
  ]);

function segments({ evaluation, metrics: all }: TrainingRecord): (readonly [string, string])[] {
  const names = headline(all).map(([name]) => name);
  return Object.entries(evaluation.segments).map(([column, values]) => {
    const rows = Object.entries(values).map(([value, part]) => [
      shorten(value, 80),
      formatCount(part.rows),
      ...names.map((name) => formatNumber(part.metrics[name])),
    ]);
    return [`Metrics by ${plain(shorten(column, 60))}`, table(['value', 'rows', ...names], rows)] as const;
  });
}

function reproduce({ project, lineage: { runId, projectFile, seed, platform } }: TrainingRecord): string {
  const how =
    runId === 'offline'
      ? 'Train again with `driftloop train` on the same file and project file.'
      : `\`driftloop models reproduce ${project} VERSION\` trains again on the recorded inputs and compares the bytes.`;
  return `${how} Seed ${seed}, project file SHA-256 \`${projectFile.sha256}\`, trained on ${platform}: the same bytes are promised on the same architecture.`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(plain).join(' | ')} |`;
  return [line(titles), `|${titles.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Text that Markdown shows as it is: names from the data must neither break a table nor become markup. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[\\`*[\]<>|#~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (character) => `\\${character}`);
}
