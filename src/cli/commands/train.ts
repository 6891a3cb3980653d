import { Command, Option } from 'commander';
import type { OfflineModel, OfflineTraining } from '../actions/train-on-files.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { formatMetrics, formatSeconds } from '../format.ts';

/** How often progress within the training is said. */
const MILLISECONDS_PER_LINE = 1000;

export function trainCommand(cli: Cli): Command {
  return new Command('train')
    .description('train a model on local files and write it as ONNX')
    .requiredOption('--project <file>', 'project file (.yaml)')
    .requiredOption('--data <file>', 'CSV or Parquet file to learn from')
    .requiredOption('--out <dir>', 'folder for model.onnx, profile.json and manifest.json')
    .addOption(
      new Option('--test <file>', 'judge by the rows of this file, in place of held-out ones').conflicts('split'),
    )
    .option('--split <file>', 'JSON file {"train":[0,1],"test":[2]} that says which rows are held out')
    .action((_, command: Command) => train(cli, command));
}

async function train(cli: Cli, command: Command): Promise<void> {
  const { options, out } = optionsOf<OfflineTraining>(cli, command);
  const { trainOnFiles } = await import('../actions/train-on-files.ts');
  const start = cli.now();
  let lastLine = start;
  const { model } = await trainOnFiles(options, {
    step: (sentence) => out.progress(sentence),
    round: (round, rounds, metric) => {
      if (cli.now() - lastLine < MILLISECONDS_PER_LINE) return;
      lastLine = cli.now();
      out.progress(`round ${round} of ${rounds}${metric ? `: ${formatMetrics({ [metric.name]: metric.value })}` : ''}`);
    },
  });
  const seconds = (cli.now() - start) / 1000;
  out.result({ ...model, seconds }, () => describeModel(model, seconds));
}

function describeModel(trained: OfflineModel, seconds: number): string {
  const { metrics, baselineMetrics, model, sha256, rows } = trained;
  return [
    `${model} (sha256 ${sha256})`,
    `${rows} rows in ${formatSeconds(seconds)}`,
    formatMetrics(metrics),
    ...(baselineMetrics ? [`linear baseline: ${formatMetrics(baselineMetrics)}`] : []),
  ].join('\n');
}
