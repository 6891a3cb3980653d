import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import type { ColumnDrift, DriftReport, ShareChange } from '#src/contracts/reports.ts';
import { type DriftModeName, driftModes } from '#src/drift/modes/index.ts';
import { parseMethods } from '../arguments/parse-methods.ts';
import { parseThresholds } from '../arguments/parse-thresholds.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { formatNumber, formatShare } from '../format.ts';
import type { Output } from '../output.ts';
import { formatTable, type TableColumn } from '../table.ts';
import { UsageError } from '../usage-error.ts';

interface DriftArguments {
  readonly mode: DriftModeName;
  readonly schema?: string;
  readonly columns?: readonly string[];
  readonly share: number;
  readonly method?: readonly string[];
  readonly threshold?: readonly string[];
  readonly html?: string;
}

export function driftCommand(cli: Cli): Command {
  return new Command('drift')
    .description('compare two data files and say whether the second has drifted')
    .argument('<reference>', 'CSV or Parquet file to compare with')
    .argument('<current>', 'CSV or Parquet file that may have drifted')
    .addOption(
      new Option('--mode <mode>', `what counts as drift: ${describeModes()}`)
        .choices(Object.keys(driftModes))
        .default('calibrated' satisfies DriftModeName),
    )
    .option('--schema <file>', 'JSON file {"columns":{"age":{"type":"numerical"}}}, in place of inferred types')
    .option('--columns <names>', 'only these columns, separated by commas', (names) => names.split(','))
    .option('--share <share>', 'share of drifted columns, 0 to 1, that makes the file drifted', parseShare, 0.5)
    .option('--method <method>', 'a test for every column (psi) or for one (age=psi); may be repeated', repeated)
    .option(
      '--threshold <number>',
      "in place of the tests' own, for every column (0.2) or for one (age=0.2); may be repeated",
      repeated,
    )
    .option('--html <file>', 'also write the comparison as a page, with both distributions of every column')
    .action((reference: string, current: string, _, command: Command) => compare(cli, reference, current, command));
}

async function compare(cli: Cli, reference: string, current: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<DriftArguments>(cli, command);
  const choice = {
    ...(options.columns && { columns: options.columns }),
    ...(options.schema && { types: await readTypes(options.schema) }),
  };
  const requests = { ...(await parseMethods(options.method ?? [])), ...parseThresholds(options.threshold ?? []) };
  const { compareFiles } = await import('#src/drift/files/compare-files.ts');
  const drift = { ...choice, ...requests, mode: options.mode, share: options.share };
  const { report, untested } = await compareFiles([reference, current], drift, availableParallelism());
  for (const { name, reason } of untested) out.progress(`not tested: ${name}: ${reason}`);
  if (options.html) {
    const { writeDriftReport } = await import('../actions/write-drift-report.ts');
    const { readTable } = await import('#src/tabular/read-table.ts');
    const [from, to] = [
      { name: reference, table: await readTable([reference]) },
      { name: current, table: await readTable([current]) },
    ];
    await writeDriftReport({ path: options.html, mode: options.mode, reference: from, current: to, report, untested });
    out.progress(`wrote ${options.html}`);
  }
  out.result(report, () => describeReport(report, out));
}

async function readTypes(path: string) {
  const { parseSchemaFile } = await import('#src/contracts/schema-file.ts');
  const { columns } = parseSchemaFile(await readFile(path, 'utf8'), path);
  return Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
}

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new UsageError(`--share is a number from 0 to 1, got "${text}"`);
}

const describeModes = (): string =>
  Object.entries(driftModes)
    .map(([name, { description }]) => `${name}: ${description}`)
    .join('; ');

type NamedColumn = readonly [name: string, drift: ColumnDrift];

/** What the calibrated mode knows beyond the scores, as far as any column has it. */
function calibrationColumns(columns: readonly NamedColumn[]): readonly TableColumn<NamedColumn>[] {
  const all: readonly (TableColumn<NamedColumn> & { readonly title: 'chance' | 'missing' | 'unseen' })[] = [
    { title: 'chance', text: ([, { chance }]) => formatNumber(chance), align: 'right' },
    { title: 'missing', text: ([, { missing }]) => describeChange(missing) },
    { title: 'unseen', text: ([, { unseen }]) => describeChange(unseen) },
  ];
  return all.filter(({ title }) => columns.some(([, drift]) => drift[title] !== undefined));
}

const describeChange = (change: ShareChange | undefined): string =>
  change ? `${formatShare(change.reference)} → ${formatShare(change.current)}` : '';

function describeReport(report: DriftReport, out: Output): string {
  const columns = Object.entries(report.byColumn);
  const table = formatTable<NamedColumn>(
    [
      { title: 'column', text: ([name]) => name },
      { title: 'type', text: ([, { type }]) => type },
      { title: 'test', text: ([, { method }]) => method },
      { title: 'score', text: ([, { score }]) => formatNumber(score), align: 'right' },
      { title: 'threshold', text: ([, { threshold }]) => formatNumber(threshold), align: 'right' },
      ...calibrationColumns(columns),
      { title: '', text: ([, { drifted }]) => (drifted ? out.style('yellow', 'drifted') : '') },
    ],
    columns,
  );
  const verdict =
    `${report.driftedColumns} of ${report.columns} columns drifted: ${formatShare(report.driftShare)}, ` +
    `limit ${formatShare(report.shareThreshold)} → ${report.decision}`;
  return `${table}\n\n${out.style('bold', verdict)}`;
}
