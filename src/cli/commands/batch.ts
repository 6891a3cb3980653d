import { Command } from 'commander';
import type { BatchManifest } from '#src/contracts/batch.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { ReportedFailure } from '../reported-failure.ts';
import { formatFields } from '../table.ts';

export function batchCommand(cli: Cli): Command {
  return new Command('batch')
    .description('upload a file, score its rows with the production model and say where the result is')
    .argument('<project>')
    .argument('<file>', 'CSV (also .csv.gz, .csv.zst) or Parquet file')
    .option('--out <file>', 'also download the result')
    .action((project: string, file: string, _, command: Command) => batch(cli, project, file, command));
}

async function batch(cli: Cli, project: string, file: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<{ readonly out?: string }>(cli, command);
  const [{ scoreInBatch }, { safeName }] = await Promise.all([
    import('../actions/score-in-batch.ts'),
    import('../names.ts'),
  ]);
  const request = {
    team: safeName('team', options.team),
    project: safeName('project', project),
    file,
    requestedAt: new Date(cli.now()).toISOString(),
  };
  const cloud = await cli.connect(options);
  const manifest = await scoreInBatch(cloud, request, out);
  const [result] = manifest.files;
  if (options.out !== undefined && result?.status === 'scored') {
    await cloud.artifacts.download(result.output, options.out);
  }
  out.result(manifest, () => describeBatch(manifest));
  if (manifest.status === 'failed' || result?.status !== 'scored') throw new ReportedFailure('the batch failed');
}

function describeBatch({ batchId, status, model, rows, files, error }: BatchManifest): string {
  const [result] = files;
  return formatFields([
    ['batch', batchId],
    ['status', status],
    ['model', model ? `version ${model.version}` : undefined],
    ['rows', String(rows)],
    ['result', result?.status === 'scored' ? `s3://${result.output.bucket}/${result.output.key}` : undefined],
    ['error', result?.status === 'failed' ? result.error.message : error?.message],
  ]);
}
