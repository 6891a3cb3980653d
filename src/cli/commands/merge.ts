import { Command, Option } from 'commander';
import type { MergeReport } from '#src/contracts/reports.ts';
import type { Deduplication } from '#src/contracts/settings/merge.ts';
import { type Cli, optionsOf } from '../cli.ts';
import type { Output } from '../output.ts';
import { formatTable } from '../table.ts';

interface MergeArguments {
  readonly out: string;
  readonly by?: string[];
  readonly keep: Deduplication['keep'];
  readonly lineage?: boolean;
}

export function mergeCommand(cli: Cli): Command {
  return new Command('merge')
    .description('put data files one after another, columns united by name')
    .argument('<files...>', 'CSV or Parquet files, the oldest first')
    .requiredOption('--out <file>', 'the Parquet file to write')
    .option('--by <names>', 'keep one of the rows that are the same in these columns, separated by commas', (names) =>
      names.split(','),
    )
    .addOption(
      new Option('--keep <which>', 'which of the rows that --by finds the same')
        .choices(['newest', 'oldest'])
        .default('newest'),
    )
    .option('--lineage', 'add the column _driftloop_version: the file that the row came from')
    .action((files: string[], _, command: Command) => merge(cli, files, command));
}

async function merge(cli: Cli, files: readonly string[], command: Command): Promise<void> {
  const { options, out } = optionsOf<MergeArguments>(cli, command);
  const { mergeDatasets } = await import('#src/merge/merge-datasets.ts');
  const { report } = await mergeDatasets({
    inputs: files.map((file) => ({ name: file, path: file })),
    output: options.out,
    ...(options.by && { deduplicate: { by: options.by, keep: options.keep } }),
    lineage: options.lineage ?? false,
  });
  out.result(report, () => describeReport(report, options.out, out));
}

type MergedColumn = MergeReport['columns'][number];

/** The files, then the columns that some file lacks or has of another type. */
function describeReport(report: MergeReport, path: string, out: Output): string {
  const files = formatTable<MergeReport['inputs'][number]>(
    [
      { title: 'file', text: ({ name }) => name },
      { title: 'rows', text: ({ rows }) => String(rows), align: 'right' },
      { title: 'duplicates', text: ({ removed }) => String(removed), align: 'right' },
    ],
    report.inputs,
  );
  const changed = report.columns.filter(
    ({ widenedFrom, absentIn }) => absentIn.length > 0 || Object.keys(widenedFrom).length > 0,
  );
  const columns = formatTable<MergedColumn>(
    [
      { title: 'column', text: ({ name }) => name },
      { title: 'type', text: ({ storage }) => storage },
      { title: 'widened from', text: ({ widenedFrom }) => describeWidening(widenedFrom) },
      { title: 'absent in', text: ({ absentIn }) => absentIn.join(', ') },
    ],
    changed,
  );
  const verdict = out.style('bold', `${path}: ${report.rows} rows, ${report.columns.length} columns`);
  return [files, ...(changed.length > 0 ? [columns] : []), verdict].join('\n\n');
}

const describeWidening = (widenedFrom: MergedColumn['widenedFrom']): string =>
  Object.entries(widenedFrom)
    .map(([file, storage]) => `${storage} in ${file}`)
    .join(', ');
