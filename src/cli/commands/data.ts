import { Command } from 'commander';
import { type Cli, optionsOf } from '../cli.ts';
import { describePush } from '../describe-push.ts';
import { formatBytes, formatTime } from '../format.ts';
import { formatTable } from '../table.ts';

interface PushOptions {
  readonly force?: boolean;
  readonly wait?: boolean;
}

export function dataCommand(cli: Cli): Command {
  const data = new Command('data').description('the versions of a project’s data');
  data
    .command('push')
    .description('upload a data version, which starts a run')
    .argument('<project>')
    .argument('<version>', 'v1, v2, … v10')
    .argument('<files...>', 'CSV (also .csv.gz, .csv.zst) or Parquet files')
    .option('--force', 'replace a version that is there already')
    .option('--wait', 'follow the run to its end; exits with 1 when it fails')
    .action((project: string, version: string, files: string[], _, command: Command) =>
      push(cli, { project, version, files }, command),
    );
  data
    .command('list')
    .description('list the data versions of a project, oldest first')
    .argument('<project>')
    .action((project: string, _, command: Command) => list(cli, project, command));
  return data;
}

interface PushArguments {
  readonly project: string;
  readonly version: string;
  readonly files: readonly string[];
}

async function push(cli: Cli, { project, version, files }: PushArguments, command: Command): Promise<void> {
  const { options, out } = optionsOf<PushOptions>(cli, command);
  const [{ pushData }, { safeName, dataVersionName }, { reportWatchedRun }] = await Promise.all([
    import('../actions/push-data.ts'),
    import('../names.ts'),
    import('../actions/report-watched-run.ts'),
  ]);
  const request = {
    team: safeName('team', options.team),
    project: safeName('project', project),
    version: dataVersionName(version),
    files,
    force: options.force === true,
  };
  const cloud = await cli.connect(options);
  const pushed = await pushData(cloud, request, ({ bucket, key, bytes }) =>
    out.progress(`uploaded s3://${bucket}/${key} (${formatBytes(bytes)})`),
  );
  if (options.wait) {
    out.progress(`run ${pushed.runId}`);
    await reportWatchedRun(cloud, pushed, out);
    return;
  }
  out.result(pushed, () => describePush(pushed));
}

async function list(cli: Cli, name: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ listData }, { safeName }] = await Promise.all([import('../actions/list-data.ts'), import('../names.ts')]);
  const project = safeName('project', name);
  const versions = await listData(await cli.connect(options), safeName('team', options.team), project);
  out.result(versions, () =>
    versions.length === 0
      ? `${project} has no data yet: \`driftloop data push ${project} v1 FILE\` uploads some`
      : formatTable(
          [
            { title: 'version', text: ({ version }) => version },
            { title: 'files', text: ({ files }) => String(files), align: 'right' },
            { title: 'size', text: ({ bytes }) => formatBytes(bytes), align: 'right' },
            { title: 'rows', text: ({ rows }) => String(rows ?? '–'), align: 'right' },
            { title: 'quality', text: ({ quality }) => quality?.toFixed(1) ?? '–', align: 'right' },
            { title: 'sealed', text: ({ sealedAt }) => (sealedAt === null ? 'not yet' : formatTime(sealedAt)) },
            { title: 'outcome', text: ({ outcome }) => outcome ?? '–' },
            { title: 'run', text: ({ runId }) => runId ?? '–' },
          ],
          versions,
        ),
  );
}
