import { Command } from 'commander';
import type { ModelManifest } from '#src/contracts/model-manifest.ts';
import type { ModelVersion } from '#src/ports/model-registry.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { formatMetrics, formatNumber, formatTime } from '../format.ts';
import type { Output } from '../output.ts';
import { ReportedFailure } from '../reported-failure.ts';
import { formatFields, formatTable } from '../table.ts';
import { UsageError } from '../usage-error.ts';

export function modelsCommand(cli: Cli): Command {
  const models = new Command('models').description('registered model versions and their stages');
  models
    .command('list')
    .description('list the model versions of a project, newest first')
    .argument('<project>')
    .action((project: string, _, command: Command) => list(cli, project, command));
  models
    .command('show')
    .description('show one model version with its manifest: features, settings, metrics, lineage')
    .argument('<project>')
    .argument('<version>', '1, 2, 3 …', parseVersion)
    .option('--card', 'print its model card, as Markdown')
    .action((project: string, version: number, _, command: Command) => show(cli, project, version, command));
  models
    .command('reproduce')
    .description('train a model version again on its recorded inputs and compare the bytes')
    .argument('<project>')
    .argument('<version>', '1, 2, 3 …', parseVersion)
    .action((project: string, version: number, _, command: Command) => reproduce(cli, project, version, command));
  return models;
}

function parseVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`a model version is a number such as 3, got "${text}"`);
}

async function list(cli: Cli, name: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const { safeName } = await import('../names.ts');
  const project = safeName('project', name);
  const cloud = await cli.connect(options);
  const models = await cloud.registry.list(options.team, project);
  if (models.length === 0) await cloud.projects.get(options.team, project); // a mistyped name is not an empty list
  out.result(models.map(asListed), () =>
    models.length === 0
      ? `${project} has no models yet: a run registers one, see \`driftloop runs list ${project}\``
      : formatTable(
          [
            { title: 'version', text: ({ version }) => String(version), align: 'right' },
            { title: 'stage', text: ({ stage }) => stageText(stage, out) },
            { title: 'metrics', text: ({ metrics }) => formatMetrics(metrics) },
            { title: 'sha256', text: ({ onnx }) => onnx.sha256.slice(0, 12) },
            { title: 'run', text: ({ runId }) => runId },
            { title: 'created', text: ({ createdAt }) => formatTime(createdAt) },
          ],
          models,
        ),
  );
}

/** The shape that programs rely on. */
const asListed = ({ version, stage, metrics, onnx, runId }: ModelVersion) => ({
  version,
  stage,
  metrics,
  sha256: onnx.sha256,
  runId,
});

const stageText = (stage: ModelVersion['stage'], out: Output) =>
  stage === 'Production' ? out.style('green', stage) : stage;

async function show(cli: Cli, name: string, version: number, command: Command): Promise<void> {
  const { options, out } = optionsOf<{ card?: true }>(cli, command);
  const [{ safeName }, { readManifest }] = await Promise.all([
    import('../names.ts'),
    import('../actions/read-manifest.ts'),
  ]);
  const cloud = await cli.connect(options);
  const model = await cloud.registry.get(options.team, safeName('project', name), version);
  if (options.card) {
    const { readModelCard } = await import('../actions/read-model-card.ts');
    const card = await readModelCard(cloud, model);
    out.result({ card }, () => card.trimEnd());
    return;
  }
  const manifest = await readManifest(cloud, model);
  out.result({ ...asListed(model), createdAt: model.createdAt, manifest }, () => describeModel(model, manifest, out));
}

async function reproduce(cli: Cli, name: string, version: number, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ safeName }, { reproduceModel }, { describeReproduction }] = await Promise.all([
    import('../names.ts'),
    import('../actions/reproduce-model.ts'),
    import('../describe-reproduction.ts'),
  ]);
  const cloud = await cli.connect(options);
  const model = { team: options.team, project: safeName('project', name), version };
  const reproduction = await reproduceModel(cloud, model, out);
  out.result(reproduction, () => describeReproduction(reproduction));
  if (!reproduction.reproduced) throw new ReportedFailure('the model was not reproduced');
}

function describeModel(model: ModelVersion, manifest: ModelManifest, out: Output): string {
  const { lineage, rows, features } = manifest;
  return formatFields([
    ['model', `${model.team}/${model.project} version ${model.version}`],
    ['stage', stageText(model.stage, out)],
    ['created', formatTime(model.createdAt)],
    ['task', `${manifest.task}, target ${manifest.target}`],
    ['classes', manifest.classes.join(', ')],
    ['algorithm', manifest.algorithm],
    [
      'parameters',
      Object.entries(manifest.hyperparameters)
        .map(([key, value]) => `${key}=${value}`)
        .join(' '),
    ],
    ['metrics', formatMetrics(model.metrics)],
    ['rows', `${rows.train} for training, ${rows.test} held out`],
    ['columns', features.rawColumns.map(({ name }) => name).join(', ')],
    ['conversion', `ONNX differs from the native library by at most ${formatNumber(manifest.conversionError)}`],
    ['sha256', model.onnx.sha256],
    ['onnx', `s3://${model.onnx.bucket}/${model.onnx.key}`],
    ['run', model.runId],
    ['card', `driftloop models show ${model.project} ${model.version} --card`],
    ['data', `${lineage.dataVersion}: ${lineage.data.map(({ key }) => key).join(', ')}`],
    ['code', `${lineage.codeVersion}, seed ${lineage.seed}`],
  ]);
}
