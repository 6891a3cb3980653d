import type { ValidationReport } from '../contracts/reports.ts';
import type { NamedFile } from './check-file.ts';
import type { TableViolation } from './check-table.ts';
import { ViolationLog } from './violation-log.ts';

/** What a finding leads to: quarantine, a line in the report, or the loss of its row. */
type Weight = 'violation' | 'warning' | 'drop';

/** Gathers what is wrong with the rows of several files, each finding at its place in its file. */
export class FindingLog {
  readonly #files: readonly NamedFile[];
  readonly #rowCounts: readonly number[];
  readonly #logs = { violation: new ViolationLog(), warning: new ViolationLog(), drop: new ViolationLog() };
  readonly #isFaulty: Uint8Array;
  /** Rules and checks that the version as a whole broke. */
  readonly brokenAsWhole = new Set<string>();

  constructor(files: readonly NamedFile[], rowCounts: readonly number[]) {
    this.#files = files;
    this.#rowCounts = rowCounts;
    this.#isFaulty = new Uint8Array(rowCounts.reduce((sum, count) => sum + count, 0));
  }

  /** Rows with at least one finding. */
  get faultyRows(): number {
    return this.#isFaulty.reduce((sum, flag) => sum + flag, 0);
  }

  add(weight: Weight, { row, ...violation }: TableViolation): void {
    if (row === undefined) this.brokenAsWhole.add(violation.rule);
    else this.#isFaulty[row] = 1;
    this.#logs[weight].add({ ...this.#placeOf(row), ...violation });
  }

  /** @param rows - where each row of the judged table is among all rows */
  addAll(weight: Weight, findings: Iterable<TableViolation>, rows: Int32Array): void {
    for (const { row, ...finding } of findings) {
      this.add(weight, { ...finding, ...(row !== undefined && { row: rows[row] ?? row }) });
    }
  }

  reported(): Pick<ValidationReport, 'valid' | 'violations' | 'warnings' | 'dropped'> {
    const { violation, warning, drop } = this.#logs;
    return {
      valid: violation.isEmpty,
      violations: violation.violations(),
      warnings: warning.violations(),
      dropped: drop.violations(),
    };
  }

  /** The file, and the row counted from 1 inside it, of a row of the table. */
  #placeOf(row: number | undefined): { file: string; row?: number } {
    const [only] = this.#files;
    if (row === undefined) return { file: this.#files.length === 1 && only ? only.name : 'all files' };
    let before = 0;
    for (const [index, { name }] of this.#files.entries()) {
      const count = this.#rowCounts[index] ?? 0;
      if (row < before + count) return { file: name, row: row - before + 1 };
      before += count;
    }
    throw new RangeError(`row ${row} is in none of the files, which have ${before} rows`);
  }
}
