import { join } from 'node:path';
import { Command, Option } from 'commander';
import { type DriftKindName, driftKinds } from '#src/simulate/kinds/index.ts';
import type { Table } from '#src/tabular/table.ts';
import { type Cli, optionsOf } from '../cli.ts';
import type { Cloud } from '../cloud.ts';
import { describePush } from '../describe-push.ts';
import type { Output } from '../output.ts';
import { UsageError } from '../usage-error.ts';

interface SimulateOptions {
  readonly rows: number;
  readonly drift: { readonly kind: DriftKindName; readonly size?: number };
  readonly columns?: readonly string[];
  readonly seed: number;
  readonly out?: string;
  readonly push?: string;
}

const KINDS = Object.entries(driftKinds)
  .map(([name, { description, size }]) => `  ${name.padEnd(9)} ${description} (default ${size.default})`)
  .join('\n');

export function simulateCommand(cli: Cli): Command {
  return new Command('simulate')
    .description('make a plausible new data version of a project, drifted on request; CSV on stdout unless told where')
    .argument('<project>')
    .requiredOption('--rows <n>', 'how many rows', positiveInteger('--rows'))
    .addOption(
      new Option('--drift <kind[:size]>', 'what changes and how much, see below')
        .argParser(parseDrift)
        .default({ kind: 'none' }, 'none'),
    )
    .option('--columns <names>', 'the columns that drift, separated by commas; default: all that can', (names) =>
      names.split(','),
    )
    .option('--seed <n>', 'the same seed gives the same rows', positiveInteger('--seed'), 42)
    .option('--out <file>', 'write this .csv or .parquet file')
    .option('--push <version>', 'upload it as this data version, which starts a run')
    .addHelpText('after', `\nKinds of drift:\n${KINDS}`)
    .action((project: string, _, command: Command) => simulateVersion(cli, project, command));
}

async function simulateVersion(cli: Cli, name: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<SimulateOptions>(cli, command);
  if (options.out !== undefined && options.push !== undefined) throw new UsageError('choose one of --out and --push');
  const [{ simulateData }, { safeName }] = await Promise.all([
    import('../actions/simulate-data.ts'),
    import('../names.ts'),
  ]);
  const project = { team: safeName('team', options.team), project: safeName('project', name) };
  const cloud = await cli.connect(options);
  const { rows, seed, columns } = options;
  const drift = { ...options.drift, ...(columns && { columns }) };
  const table = await simulateData(cloud, { ...project, rows, seed, drift });
  if (options.push !== undefined) return push(cloud, { ...project, version: options.push }, table, out);
  if (options.out !== undefined) return save(options.out, table, out);
  const [{ csvLines }, { splitTable }] = await Promise.all([
    import('#src/tabular/csv-lines.ts'),
    import('../actions/split-table.ts'),
  ]);
  out.result(splitTable(table), () => [...csvLines(table)].join('').trimEnd());
}

async function save(file: string, table: Table, out: Output): Promise<void> {
  const { writeTable } = await import('../actions/write-table.ts');
  await writeTable(table, file);
  out.result({ file, rows: table.rowCount }, () => `wrote ${table.rowCount} rows to ${file}`);
}

interface NewVersion {
  readonly team: string;
  readonly project: string;
  readonly version: string;
}

async function push(cloud: Cloud, { team, project, version }: NewVersion, table: Table, out: Output): Promise<void> {
  const [{ pushData }, { withFolder }, { writeTable }, { dataVersionName }] = await Promise.all([
    import('../actions/push-data.ts'),
    import('../actions/with-file.ts'),
    import('../actions/write-table.ts'),
    import('../names.ts'),
  ]);
  dataVersionName(version);
  const pushed = await withFolder(async (folder) => {
    const file = join(folder, `${version}.parquet`);
    await writeTable(table, file);
    return pushData(cloud, { team, project, version, files: [file] });
  });
  out.result({ ...pushed, rows: table.rowCount }, () => describePush(pushed));
}

function positiveInteger(option: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
    throw new UsageError(`${option} is a positive whole number, got "${text}"`);
  };
}

function parseDrift(text: string): SimulateOptions['drift'] {
  const [name = '', size, ...rest] = text.split(':');
  const kind = Object.keys(driftKinds).find((known): known is DriftKindName => known === name);
  if (kind === undefined || rest.length > 0) {
    throw new UsageError(`--drift ${text}: write KIND or KIND:SIZE, with one of ${Object.keys(driftKinds).join(', ')}`);
  }
  if (size === undefined) return { kind };
  if (size.trim() !== '' && Number.isFinite(Number(size))) return { kind, size: Number(size) };
  throw new UsageError(`--drift ${text}: the size after the colon must be a number`);
}
