import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { ValidationReport, type Violation } from '#src/contracts/reports.ts';
import { checkFile, type NamedFile } from '#src/validate/check-file.ts';
import { validateData } from '#src/validate/validate-data.ts';
import { ViolationLog } from '#src/validate/violation-log.ts';
import { compareWithTable } from './compare-table.ts';
import { type FuzzedFile, fuzzedFile } from './fuzzed-file.ts';
import { readReference, textOf } from './reference-csv.ts';

/** Files of one version; an engine per file would be most of the time. */
const FILES_PER_VERSION = 50;
const LONGEST_MESSAGE = 1000;
/** What a mutation made long. */
const REPEATED = /(x{9})x+|((?:long ){3})(?:long )+/g;

/** A sound file at the end of every version: whatever came before it, it must be read as always. */
const LAST = 'last_key,last_value\na,1.5\n"b, c",\n,3\n';

const project = ProjectFile.parse({
  project: 'p',
  target: 'last_key',
  task: 'binary',
  columns: { x: { type: 'numerical' } },
  validation: {
    minRows: 5,
    rules: [
      'x between 0 and 100',
      'completeness(name) >= 0.5',
      'unique(name)',
      'y in [0, 1]',
      'matches(name, /^[^"]*"\\d+"$/)',
      { rule: 'mean(x) < 50', otherwise: 'warn' },
      { rule: 'quantile(price, 0.9) < 50', otherwise: 'warn' },
      { rule: 'outliers(c3) <= 0.1', otherwise: 'warn' },
      { rule: 'duplicates <= 0.1', otherwise: 'warn' },
      { rule: 'sorted(city)', otherwise: 'warn' },
      { rule: 'fresh(when, 1 day)', otherwise: 'warn' },
    ],
  },
});

export interface FuzzTally {
  /** What was treated otherwise, with the seed and the reason. */
  readonly wrong: string[];
  /** Files whose every cell is what plain code reads in them. */
  ingested: number;
  rows: number;
  cells: number;
  /** First rule broken → files that it kept out. */
  readonly quarantined: Map<string, number>;
  /** Milliseconds of the structure check, and the file that took it. */
  slowest: { milliseconds: number; seed: number };
  /** Milliseconds of the version that took longest to read and judge, and its first file. */
  slowestVersion: { milliseconds: number; seed: number };
}

/**
 * Validates mutated files: each is either quarantined with a clear report or ingested with exactly its cells, and leaves
 * the files after it alone.
 *
 * @param firstSeed - files have consecutive seeds
 * @param folder - for the files; removed at the end
 */
export async function fuzzValidation(
  firstSeed: number,
  count: number,
  folder: string,
  progress: (files: number) => void = () => {},
): Promise<FuzzTally> {
  const none = { milliseconds: 0, seed: firstSeed };
  const tally: FuzzTally = {
    wrong: [],
    ingested: 0,
    rows: 0,
    cells: 0,
    quarantined: new Map(),
    slowest: none,
    slowestVersion: none,
  };
  mkdirSync(folder, { recursive: true });
  for (let done = 0; done < count; done += FILES_PER_VERSION) {
    const seeds = Array.from({ length: Math.min(FILES_PER_VERSION, count - done) }, (_, at) => firstSeed + done + at);
    await fuzzVersion(seeds, folder, tally);
    progress(done + seeds.length);
  }
  rmSync(folder, { recursive: true, force: true });
  return tally;
}

interface WrittenFile extends FuzzedFile, NamedFile {
  readonly seed: number;
}

async function fuzzVersion(seeds: readonly number[], folder: string, tally: FuzzTally): Promise<void> {
  const sound: WrittenFile[] = [];
  for (const seed of seeds) {
    const file = write(seed, folder);
    await explaining(file, async () => {
      const violations = await checkAlone(file, tally);
      if (violations.length === 0) sound.push(file);
      else quarantine(file, violations, tally);
    }).catch((error: unknown) => note(error, tally));
  }
  await readTogether(sound, folder, tally).catch((error: unknown) => readOneByOne(sound, folder, tally, error));
}

/** Finds out which of the files is to blame, so that the others count. */
async function readOneByOne(files: readonly WrittenFile[], folder: string, tally: FuzzTally, reason: unknown) {
  const before = tally.wrong.length;
  for (const file of files) await readTogether([file], folder, tally).catch((error: unknown) => note(error, tally));
  if (tally.wrong.length === before) note(reason, tally);
}

const note = (error: unknown, tally: FuzzTally): void => {
  tally.wrong.push(String(error).replaceAll(REPEATED, '$1$2…'));
};

function write(seed: number, folder: string): WrittenFile {
  const fuzzed = fuzzedFile(seed);
  const name = `${seed % FILES_PER_VERSION}.${fuzzed.ending}`;
  writeFileSync(join(folder, name), fuzzed.bytes);
  return { ...fuzzed, name, path: join(folder, name), seed };
}

async function checkAlone(file: WrittenFile, tally: FuzzTally): Promise<Violation[]> {
  const log = new ViolationLog();
  const start = performance.now();
  await checkFile(file, log);
  const milliseconds = performance.now() - start;
  if (milliseconds > tally.slowest.milliseconds) tally.slowest = { milliseconds, seed: file.seed };
  return log.violations();
}

function quarantine(file: WrittenFile, violations: readonly Violation[], tally: FuzzTally): void {
  for (const { message, file: name } of violations) {
    if (message === '' || message.length > LONGEST_MESSAGE) throw new Error(`an unclear message: ${message}`);
    if (name !== file.name && name !== 'all files') throw new Error(`the report is about ${name}`);
  }
  if (isFlawless(file)) throw new Error(`quarantined for nothing: ${violations[0]?.message}`);
  const rule = violations[0]?.rule ?? '';
  tally.quarantined.set(rule, (tally.quarantined.get(rule) ?? 0) + 1);
}

/** What nobody could find fault with: its source's delimiter still separates it into rows of distinct, named columns. */
function isFlawless({ plain, source }: FuzzedFile): boolean {
  const text = plain && textOf(plain);
  if (!text) return false;
  const { header, rows, isSound, lineEnds } = readReference(text, source.delimiter);
  const isNamed = new Set(header).size === header.length && header.every((name) => /^(?!\uFEFF).*\S/s.test(name));
  const isLike = /^\s*[[{<]/.test(text);
  const longest = Math.max(...text.split('\n').map(({ length }) => length));
  return (
    isSound && isNamed && lineEnds.size < 2 && header.length > 1 && rows.length > 1 && !isLike && longest < 2 ** 19
  );
}

async function readTogether(files: readonly WrittenFile[], folder: string, tally: FuzzTally): Promise<void> {
  const last = { name: 'last.csv', path: join(folder, 'last.csv') };
  writeFileSync(last.path, LAST);
  const start = performance.now();
  const { report, table } = await validateData({ files: [...files, last], project, now: 0 });
  const milliseconds = performance.now() - start;
  ValidationReport.parse(report);
  if (!table) throw new Error(`seeds ${files.map(({ seed }) => seed)}: ${JSON.stringify(report.violations)}`);
  if (milliseconds > tally.slowestVersion.milliseconds) {
    tally.slowestVersion = { milliseconds, seed: files[0]?.seed ?? 0 };
  }
  let [row, cells] = [0, 0];
  for (const file of files) {
    await explaining(file, async () => {
      const text = file.plain && textOf(file.plain);
      if (text === undefined) throw new Error('ingested, though no decoder takes it');
      const found = compareWithTable(text, table, row);
      row += found.rows;
      cells += found.cells;
    });
  }
  const all = row + compareWithTable(LAST, table, row).rows;
  if (all !== table.rowCount) throw new Error(`the table has ${table.rowCount} rows, its files ${all}`);
  tally.ingested += files.length;
  tally.rows += row;
  tally.cells += cells;
}

async function explaining({ seed, mutations, ending }: WrittenFile, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`seed ${seed} (.${ending}, ${mutations.join(', ')}): ${reason}`, { cause });
  }
}
