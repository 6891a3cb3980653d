import { Command } from 'commander';
import type { RunRecord } from '#src/contracts/run.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { describeRun, outcomeText } from '../describe-run.ts';
import { describeTrials } from '../describe-trials.ts';
import { formatMetrics, formatSeconds, formatShare, formatTime } from '../format.ts';
import { formatTable } from '../table.ts';
import { UsageError } from '../usage-error.ts';

export function runsCommand(cli: Cli): Command {
  const runs = new Command('runs').description('executions of the training pipeline');
  runs
    .command('list')
    .description('list the runs of a project, newest first')
    .argument('<project>')
    .action((project: string, _, command: Command) => list(cli, project, command));
  runs
    .command('show')
    .description('show what a run found and made')
    .argument('<run>', 'a run id, as `runs list` gives it')
    .option('--html <file>', "write its training's report as one HTML page")
    .action((runId: string, _, command: Command) => show(cli, runId, command));
  runs
    .command('compare')
    .description('put runs side by side: settings, metrics, data, learning curves, cost')
    .argument('<run...>', 'two run ids or more')
    .option('--html <file>', 'write the comparison as one HTML page')
    .action((runIds: string[], _, command: Command) => compare(cli, runIds, command));
  runs
    .command('watch')
    .description('follow a run step by step to its end; exits with 1 when it fails')
    .argument('<run>', 'a run id, as `data push` gives it')
    .action((runId: string, _, command: Command) => watch(cli, runId, command));
  return runs;
}

async function list(cli: Cli, name: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const { safeName } = await import('../names.ts');
  const project = safeName('project', name);
  const cloud = await cli.connect(options);
  const runs = await cloud.runs.list(options.team, project);
  if (runs.length === 0) await cloud.projects.get(options.team, project); // a mistyped name is not an empty list
  out.result(runs.map(asListed), () =>
    runs.length === 0
      ? `${project} has no runs yet: \`driftloop data push ${project} v1 FILE\` starts one`
      : formatTable(
          [
            { title: 'run', text: ({ id }) => id },
            { title: 'data', text: ({ dataVersion }) => dataVersion },
            { title: 'outcome', text: ({ outcome }) => outcomeText(outcome, out) },
            { title: 'drift', text: ({ drift }) => (drift ? formatShare(drift.driftShare) : '–'), align: 'right' },
            { title: 'model', text: ({ modelVersion }) => String(modelVersion ?? '–'), align: 'right' },
            { title: 'metrics', text: ({ metrics }) => formatMetrics(metrics) || '–' },
            { title: 'started', text: ({ startedAt }) => formatTime(startedAt) },
            {
              title: 'took',
              text: ({ seconds }) => (seconds === undefined ? '–' : formatSeconds(seconds)),
              align: 'right',
            },
          ],
          runs,
        ),
  );
}

/** The shape that programs rely on; what a run has not got (yet) is null. */
const asListed = ({ id, dataVersion, outcome, drift, metrics, modelVersion, startedAt, seconds }: RunRecord) => ({
  id,
  dataVersion,
  outcome,
  drift: drift ?? null,
  metrics: metrics ?? null,
  modelVersion: modelVersion ?? null,
  startedAt,
  seconds: seconds ?? null,
});

async function show(cli: Cli, runId: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<{ html?: string }>(cli, command);
  const { findRun } = await import('../actions/find-run.ts');
  const cloud = await cli.connect(options);
  const run = await findRun(cloud, options.team, runId);
  const record = await cloud.runs.get(run.team, run.project, run.runId);
  if (options.html !== undefined) {
    const { writeTrainingReport } = await import('../actions/write-training-report.ts');
    await writeTrainingReport(cloud, record, options.html);
    out.progress(`wrote ${options.html}`);
  }
  const trials = await cloud.runs.trials(run.team, run.project, run.runId);
  out.result({ ...record, ...(trials.length > 0 && { trials }) }, () =>
    [describeRun(record, out), ...(trials.length > 0 ? [describeTrials(trials)] : [])].join('\n\n'),
  );
}

async function compare(cli: Cli, runIds: readonly string[], command: Command): Promise<void> {
  const { options, out } = optionsOf<{ html?: string }>(cli, command);
  if (runIds.length < 2) throw new UsageError('name two runs or more, as `driftloop runs list P` gives them');
  const [{ readTrackedRun }, { compareRuns }, { describeComparison }] = await Promise.all([
    import('../actions/read-tracked-run.ts'),
    import('#src/track/compare-runs.ts'),
    import('../describe-comparison.ts'),
  ]);
  const cloud = await cli.connect(options);
  const tracked = await Promise.all(runIds.map((runId) => readTrackedRun(cloud, options.team, runId)));
  const comparison = compareRuns(tracked);
  if (options.html !== undefined) {
    const { writeComparison } = await import('../actions/write-training-report.ts');
    await writeComparison(comparison, options.html);
    out.progress(`wrote ${options.html}`);
  }
  out.result(comparison, () => describeComparison(comparison, out));
}

async function watch(cli: Cli, runId: string, command: Command): Promise<void> {
  const { options, out } = optionsOf(cli, command);
  const [{ findRun }, { reportWatchedRun }] = await Promise.all([
    import('../actions/find-run.ts'),
    import('../actions/report-watched-run.ts'),
  ]);
  const cloud = await cli.connect(options);
  await reportWatchedRun(cloud, await findRun(cloud, options.team, runId), out);
}
