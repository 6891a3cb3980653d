import { basename } from 'node:path';
import type { RawColumn } from '../contracts/feature-plan.ts';
import type { ValidationReport } from '../contracts/reports.ts';
import { InvalidDataError } from '../errors.ts';
import { type ReadFiles, readFiles } from '../tabular/read-table.ts';
import type { Table } from '../tabular/table.ts';
import { checkFile, type NamedFile } from './check-file.ts';
import { checkRows, type ValidatedData } from './check-rows.ts';
import type { DataContract } from './check-table.ts';
import { compareRowCounts } from './compare-row-counts.ts';
import { warnOfDuplicate } from './duplicate-version.ts';
import { parseValidationRule } from './parse-rule.ts';
import { ViolationLog } from './violation-log.ts';

/** Four gigabytes in memory, which the largest Lambda can hold twice. */
const MAX_VALUES = 500_000_000;

export interface Baseline {
  readonly columns: readonly RawColumn[];
  /** Digests (sha256) of the files that it came from. */
  readonly fileDigests: readonly string[];
  /** Its rows; asked for at most once, and only when a rule compares with them. */
  readonly read: () => Promise<Table>;
}

export interface Validation {
  /** The version's files; the report calls them by `name`. */
  readonly files: readonly NamedFile[];
  readonly project: DataContract;
  /** What the production model was trained on; left out for the first version. */
  readonly baseline?: Baseline;
  /** Row counts of the earlier versions that were used, oldest first; asked for only when a rule compares with them. */
  readonly rowHistory?: () => Promise<readonly number[]>;
  /** When the version came, in milliseconds since 1970; what `fresh` counts back from. */
  readonly now?: number;
}

/**
 * Checks a data version: first every file's bytes and structure, then the rows against the project file and the
 * baseline. Whatever is wrong with the data is in the report, never thrown.
 *
 * @throws InvalidProjectFileError for a rule that cannot be understood, NotFoundError for a path that leads nowhere
 */
export async function validateData({ files, project, baseline, rowHistory, now }: Validation): Promise<ValidatedData> {
  const rules = project.validation.rules.map(parseValidationRule);
  const log = new ViolationLog();
  if (files.length === 0) log.add({ file: 'no file', rule: 'not_empty', message: 'the version holds no data file' });
  const counted: (number | undefined)[] = [];
  for (const file of files) counted.push(await checkFile(file, log));
  const read = log.isEmpty ? await readAll(files, log) : undefined;
  if (read) compareRowCounts(files, counted, read.rowCounts, log);
  if (!read || !log.isEmpty) return { report: emptyReport(log) };
  const wanted = rules.some(({ wantsBaseline }) => wantsBaseline) ? baseline : undefined;
  const past = rules.some(({ wantsHistory }) => wantsHistory) ? rowHistory : undefined;
  const context = { now, baseline: await wanted?.read(), rowHistory: await past?.() };
  const warnings = [...warnOfDuplicate(files, new Set(baseline?.fileDigests))];
  return checkRows(read, { files, project, rules, context, warnings, baseline: baseline?.columns ?? [] });
}

const emptyReport = (log: ViolationLog): ValidationReport => ({
  valid: false,
  rows: 0,
  columns: [],
  violations: log.violations(),
  warnings: [],
  droppedRows: 0,
  dropped: [],
});

/** The values of all files; when that fails, the log says for which file and why. */
async function readAll(files: readonly NamedFile[], log: ViolationLog): Promise<ReadFiles | undefined> {
  try {
    return await readFiles(
      files.map(({ path }) => path),
      { maxValues: MAX_VALUES },
    );
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    for (const file of files) await explainFailure(file, log);
    if (log.isEmpty) log.add({ file: 'all files', rule: 'readable', message: error.message });
    return undefined;
  }
}

async function explainFailure({ name, path }: NamedFile, log: ViolationLog): Promise<void> {
  try {
    await readFiles([path], { maxValues: MAX_VALUES });
  } catch (error) {
    if (!(error instanceof InvalidDataError)) throw error;
    log.add({ file: name, rule: 'readable', message: error.message.replaceAll(basename(path), name) });
  }
}
