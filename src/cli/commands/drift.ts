import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { type DriftModeName, driftModes } from '#src/drift/modes/index.ts';
import { parseMethods } from '../arguments/parse-methods.ts';
import { parseThresholds } from '../arguments/parse-thresholds.ts';
import { readWeights } from '../arguments/read-weights.ts';
import { type Cli, optionsOf } from '../cli.ts';
import { describeReport } from '../describe-drift.ts';
import { UsageError } from '../usage-error.ts';

interface DriftArguments {
  readonly mode: DriftModeName;
  readonly schema?: string;
  readonly columns?: readonly string[];
  readonly share: number;
  readonly method?: readonly string[];
  readonly threshold?: readonly string[];
  readonly segment?: readonly string[];
  readonly weights?: string;
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
    .option('--segment <column>', 'repeat the comparison within each value of this column; may be repeated', repeated)
    .option('--weights <file>', 'JSON file {"age":2,"income":1}: what each column counts in the share; others nothing')
    .option('--html <file>', 'also write the comparison as a page, with both distributions of every column')
    .action((reference: string, current: string, _, command: Command) => compare(cli, reference, current, command));
}

async function compare(cli: Cli, reference: string, current: string, command: Command): Promise<void> {
  const { options, out } = optionsOf<DriftArguments>(cli, command);
  const choice = {
    ...(options.columns && { columns: options.columns }),
    ...(options.schema && (await readSchema(options.schema))),
    ...(options.weights && { weights: await readWeights(options.weights) }),
  };
  const requests = { ...(await parseMethods(options.method ?? [])), ...parseThresholds(options.threshold ?? []) };
  const { compareFiles } = await import('#src/drift/files/compare-files.ts');
  const drift = { ...choice, ...requests, mode: options.mode, share: options.share };
  const { report: compared, untested } = await compareFiles([reference, current], drift, availableParallelism());
  for (const { name, reason } of untested) out.progress(`not tested: ${name}: ${reason}`);
  const { segment = [], html, mode } = options;
  if (segment.length === 0 && !html) return out.result(compared, () => describeReport(compared, out));
  const { elaborateDrift } = await import('../actions/elaborate-drift.ts');
  const report = await elaborateDrift({ paths: [reference, current], compared, segment, html, mode, untested }, drift);
  if (html) out.progress(`wrote ${html}`);
  out.result(report, () => describeReport(report, out));
}

async function readSchema(path: string) {
  const { parseSchemaFile } = await import('#src/contracts/schema-file.ts');
  const { columnRoles } = await import('#src/drift/column-roles.ts');
  const { columns } = parseSchemaFile(await readFile(path, 'utf8'), path);
  const types = Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]));
  return { types, roles: columnRoles(columns) };
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
