import { Command, Option } from 'commander';
import { type Cli, optionsOf } from '../cli.ts';
import { describeExplanations } from '../describe-explanations.ts';
import { describePredictions } from '../describe-predictions.ts';

export function scoreCommand(cli: Cli): Command {
  return new Command('score')
    .description('predict the rows of a file with a model that `driftloop train` wrote')
    .argument('<model-dir>', 'folder with model.onnx and manifest.json')
    .argument('<data>', 'CSV or Parquet file; columns that the model does not know are left alone')
    .option('--out <file>', 'write the whole file with the predictions added')
    .addOption(new Option('--explain', 'say what each column adds to the prediction').conflicts('out'))
    .action((modelDir: string, data: string, _, command: Command) => score(cli, modelDir, data, command));
}

async function score(cli: Cli, modelDir: string, data: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<{ readonly out?: string; readonly explain?: true }>(cli, command);
  const { loadModelFolder, predictRows } = await import('../actions/score-rows.ts');
  const model = await loadModelFolder(modelDir);
  if (options.out !== undefined) {
    const { scoreFile } = await import('#src/batch/score-file.ts');
    const { rows } = await scoreFile(data, options.out, model.predictor);
    out.result({ file: options.out, rows }, () => `wrote ${rows} rows to ${options.out}`);
    return;
  }
  const predicted = await predictRows(model, data, { explain: options.explain === true });
  const { explanation } = predicted;
  out.result({ rows: predicted.predictions.length, ...predicted }, () =>
    explanation
      ? describeExplanations({ ...predicted, explanation }, model.predictor.manifest)
      : describePredictions(predicted),
  );
}
