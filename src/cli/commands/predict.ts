import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { PredictResponse } from '#src/contracts/predict-request.ts';
import { type Cli, type GlobalOptions, optionsOf } from '../cli.ts';
import type { Cloud } from '../cloud.ts';
import { describePredictions } from '../describe-predictions.ts';
import { UsageError } from '../usage-error.ts';

export function predictCommand(cli: Cli): Command {
  return new Command('predict')
    .description('ask the API for predictions; its key is DRIFTLOOP_API_KEY or, on the local cloud, the deployed one')
    .argument('<project>')
    .argument('<file>', 'JSON request ({"features":[[…]]}), CSV or Parquet file; - reads JSON or CSV from stdin')
    .action((project: string, file: string, _, command: Command) => predictFile(cli, project, file, command));
}

async function predictFile(cli: Cli, name: string, file: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ predict }, { safeName }] = await Promise.all([import('../actions/predict.ts'), import('../names.ts')]);
  const project = safeName('project', name);
  const cloud = await cli.connect(options);
  const body = await requestBody(cli, cloud, { team: safeName('team', options.team), project, file });
  const response = await predict(cloud, project, await apiKey(cloud, options), body);
  out.result(response, () => `${describePredictions(response)}\n\n${servedBy(response)}`);
}

const servedBy = ({ predictions, modelVersion }: PredictResponse) =>
  `${predictions.length} predictions by model version ${modelVersion}`;

async function apiKey(cloud: Cloud, { env }: GlobalOptions): Promise<string> {
  const given = process.env['DRIFTLOOP_API_KEY'];
  if (given) return given;
  if (env === 'local') return cloud.apiKeys.defaultKey();
  throw new UsageError('set DRIFTLOOP_API_KEY to an API key of the team');
}

interface Request {
  readonly team: string;
  readonly project: string;
  readonly file: string;
}

/** A JSON file as it is; of a table, the columns that the production model takes. */
async function requestBody(cli: Cli, cloud: Cloud, { team, project, file }: Request): Promise<string> {
  const text = await textOf(cli, file);
  if (text !== undefined && /^\s*[{[]/.test(text)) return text;
  const [{ productionModel }, { readManifest }, { readRows }, { withFile }] = await Promise.all([
    import('../actions/production-model.ts'),
    import('../actions/read-manifest.ts'),
    import('../actions/read-rows.ts'),
    import('../actions/with-file.ts'),
  ]);
  const { features } = await readManifest(cloud, await productionModel(cloud, team, project));
  const rows = (path: string) => readRows(path, features.rawColumns);
  const data = file === '-' ? await withFile('stdin.csv', text ?? '', rows) : await rows(file);
  return JSON.stringify({ dataframe_split: { columns: features.rawColumns.map(({ name }) => name), data } });
}

/** What may be JSON; data files are left to the engine that knows them. */
async function textOf(cli: Cli, file: string): Promise<string | undefined> {
  if (file === '-') return cli.readStdin();
  return /\.(csv|csv\.gz|csv\.zst|parquet)$/i.test(file) ? undefined : readFile(file, 'utf8');
}
