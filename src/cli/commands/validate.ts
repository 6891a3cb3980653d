import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command } from 'commander';
import type { ValidationReport, Violation } from '#src/contracts/reports.ts';
import { type Cli, optionsOf } from '../cli.ts';
import type { Output } from '../output.ts';
import { ReportedFailure } from '../reported-failure.ts';
import { formatTable } from '../table.ts';
import { UsageError } from '../usage-error.ts';

export function validateCommand(cli: Cli): Command {
  return new Command('validate')
    .description('hold data files against a project file or a schema; exits with 1 when they break it')
    .argument('<data...>', 'CSV or Parquet files of one data version')
    .option('--schema <file>', 'project file (.yaml), or JSON file {"columns":{"age":{"type":"numerical"}}}')
    .option('--baseline <file>', 'earlier data, for the rules that compare with the baseline')
    .option('--suggest', 'print types and rules for a project file, taken from this data')
    .option(
      '--constraints <file>',
      "SageMaker's constraints.json, in place of a schema; prints constraint_violations.json",
    )
    .option('--statistics <file>', "with --constraints: SageMaker's statistics.json of the baseline, to find drift")
    .option('--out <file>', 'where to write constraint_violations.json instead')
    .action((data: string[], _, command: Command) => validate(cli, data, command));
}

interface Options {
  readonly schema?: string;
  readonly baseline?: string;
  readonly suggest?: true;
  readonly constraints?: string;
  readonly statistics?: string;
  readonly out?: string;
}

async function validate(cli: Cli, data: readonly string[], command: Command): Promise<void> {
  const { options, out } = optionsOf<Options>(cli, command);
  if (options.suggest) return suggest(data, out);
  if (options.constraints !== undefined)
    return checkAgainst({ ...options, constraints: options.constraints }, data, out);
  if (!options.schema) throw new UsageError('give --schema or --constraints, what the data must keep to, or --suggest');
  const [{ readDataContract }, { validateData }, { readTable }] = await Promise.all([
    import('../actions/read-data-contract.ts'),
    import('#src/validate/validate-data.ts'),
    import('#src/tabular/read-table.ts'),
  ]);
  const project = readDataContract(await readFile(options.schema, 'utf8'), options.schema);
  const { baseline } = options;
  const { report } = await validateData({
    files: data.map((path) => ({ name: basename(path), path })),
    project,
    now: cli.now(),
    ...(baseline && { baseline: { columns: [], fileDigests: [], read: () => readTable([baseline]) } }),
  });
  out.result(report, () => describeReport(report, out));
  if (!report.valid) throw new ReportedFailure('the data is not valid');
}

async function suggest(data: readonly string[], out: Output): Promise<void> {
  const [{ readTable }, { suggestRules }, { describeSuggestion }] = await Promise.all([
    import('#src/tabular/read-table.ts'),
    import('#src/validate/suggest-rules.ts'),
    import('../describe-suggestion.ts'),
  ]);
  const suggestion = suggestRules(await readTable(data));
  out.result(suggestion, () => describeSuggestion(suggestion));
}

/** SageMaker's report goes to a file or, in SageMaker's own form, to stdout. */
async function checkAgainst(
  { constraints, statistics, out: to }: Options & { readonly constraints: string },
  data: readonly string[],
  out: Output,
): Promise<void> {
  const [{ readTable }, { readSageMakerConstraints, readSageMakerStatistics }, { checkConstraints }] =
    await Promise.all([
      import('#src/tabular/read-table.ts'),
      import('../actions/sagemaker-files.ts'),
      import('#src/validate/sagemaker/check-constraints.ts'),
    ]);
  const baseline = statistics === undefined ? undefined : await readSageMakerStatistics(statistics);
  const found = checkConstraints(await readTable(data), await readSageMakerConstraints(constraints), baseline);
  const text = JSON.stringify(found, null, 2);
  if (to === undefined) out.result(found, () => text);
  else await writeFile(to, `${text}\n`);
  if (found.violations.length > 0) throw new ReportedFailure('the data is not valid');
}

function describeReport(report: ValidationReport, out: Output): string {
  const { valid, rows, columns, violations, warnings, droppedRows, dropped } = report;
  const size = `${rows} rows, ${columns.length} columns`;
  return [
    ...section(dropped, out.style('yellow', `rows dropped: ${droppedRows}`)),
    ...section(warnings, out.style('yellow', `warnings: ${warnings.length}`)),
    ...section(violations, ''),
    valid ? out.style('green', `valid: ${size}`) : out.style('red', `not valid: ${violations.length} violations`),
  ].join('\n');
}

/** A table of violations with a line that says what they are; nothing when there are none. */
function section(violations: readonly Violation[], summary: string): string[] {
  if (violations.length === 0) return [];
  const table = formatTable<Violation>(
    [
      { title: 'file', text: ({ file }) => file },
      { title: 'row', text: ({ row }) => String(row ?? ''), align: 'right' },
      { title: 'column', text: ({ column }) => column ?? '' },
      { title: 'rule', text: ({ rule }) => rule },
      { title: 'what is wrong', text: ({ message }) => message },
    ],
    violations,
  );
  return summary === '' ? [table, ''] : [table, '', summary, ''];
}
