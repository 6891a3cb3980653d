import { Command, Option } from 'commander';
import type { OfflineTraining } from '../actions/train-on-files.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { describeTraining } from '../describe-training.ts';
import { TrainingLines } from '../training-lines.ts';

export function trainCommand(cli: Cli): Command {
  return new Command('train')
    .description('train a model on local files and write it as ONNX')
    .requiredOption('--project <file>', 'project file (.yaml)')
    .requiredOption('--data <file>', 'CSV or Parquet file to learn from')
    .requiredOption('--out <dir>', 'folder for model.onnx, its manifest, report.html and model-card.md')
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
  const lines = new TrainingLines(out, cli.now);
  const { model, record } = await trainOnFiles(options, {
    step: (sentence) => lines.step(sentence),
    round: (round, rounds, metric) => lines.round(round, rounds, metric),
  }).finally(() => lines.end());
  const seconds = (cli.now() - start) / 1000;
  out.result({ ...model, seconds }, () => describeTraining(model, record, seconds));
}
