import { Command } from 'commander';
import type { ColumnProfile, DataProfile } from '#src/contracts/data-profile.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { formatNumber } from '../format.ts';
import type { Output } from '../output.ts';
import { formatTable } from '../table.ts';

export function profileCommand(cli: Cli): Command {
  return new Command('profile')
    .description('describe the columns of a data file')
    .argument('<data>', 'CSV or Parquet file')
    .option(
      '--sagemaker <dir>',
      "write SageMaker Model Monitor's statistics.json and constraints.json into this folder",
    )
    .action((data: string, _, command: Command) => profile(cli, data, command));
}

async function profile(cli: Cli, data: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<{ readonly sagemaker?: string }>(cli, command);
  const [{ readTable }, { profileTable }] = await Promise.all([
    import('#src/tabular/read-table.ts'),
    import('#src/tabular/profile.ts'),
  ]);
  const table = await readTable([data]);
  if (options.sagemaker !== undefined) {
    const { writeSageMakerFiles } = await import('../actions/sagemaker-files.ts');
    await writeSageMakerFiles(table, options.sagemaker);
    out.progress(`statistics.json and constraints.json are in ${options.sagemaker}`);
  }
  const found = profileTable(table);
  out.result(found, () => describeProfile(found, out));
}

const SHOWN_VALUES = 4;

function describeProfile({ rows, columns }: DataProfile, out: Output): string {
  const number = (value: (column: ColumnProfile) => number | null | undefined) => (column: ColumnProfile) =>
    column.numbers ? formatNumber(value(column)) : '';
  const table = formatTable<ColumnProfile>(
    [
      { title: 'column', text: ({ name }) => name },
      { title: 'type', text: ({ type }) => type },
      { title: 'missing', text: ({ missing }) => String(missing), align: 'right' },
      { title: 'distinct', text: ({ distinct }) => String(distinct), align: 'right' },
      { title: 'mean', text: number(({ numbers }) => numbers?.mean), align: 'right' },
      { title: 'std', text: number(({ numbers }) => numbers?.std), align: 'right' },
      { title: 'min', text: number(({ numbers }) => numbers?.min), align: 'right' },
      { title: '25 %', text: number(({ numbers }) => numbers?.quantiles['0.25']), align: 'right' },
      { title: 'median', text: number(({ numbers }) => numbers?.quantiles['0.5']), align: 'right' },
      { title: '75 %', text: number(({ numbers }) => numbers?.quantiles['0.75']), align: 'right' },
      { title: 'max', text: number(({ numbers }) => numbers?.max), align: 'right' },
      { title: 'commonest values', text: commonest },
    ],
    columns,
  );
  return `${table}\n\n${out.style('bold', `${rows} rows, ${columns.length} columns`)}`;
}

function commonest({ top, times, distinct }: ColumnProfile): string {
  if (times) return `${times.min} … ${times.max}`;
  const shown = (top ?? []).slice(0, SHOWN_VALUES).map(({ value, count }) => `${shortened(String(value))} (${count})`);
  return shown.join(', ') + (top && distinct > shown.length ? ', …' : '');
}

const shortened = (text: string) => (text.length > 20 ? `${text.slice(0, 19)}…` : text);
