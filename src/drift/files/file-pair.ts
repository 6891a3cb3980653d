import type { DataFile } from '#src/tabular/data-file.ts';
import type { Connect } from '#src/tabular/duckdb.ts';
import { type OpenFiles, openFiles } from '#src/tabular/read-table.ts';
import { comparedNames, type DriftOptions, type ExaminedColumns, examineColumns } from '../detect-drift.ts';

/** Two data files whose columns and types are known. */
export interface DescribedPair {
  readonly reference: DataFile;
  readonly current: DataFile;
}

/** Two data files that are compared. */
export interface FilePair {
  /** The columns that are looked at, in the order of the report. */
  readonly names: readonly string[];
  /** Of the longer file. */
  readonly rowCount: number;
  /** A few columns can be read without the others. */
  readonly isColumnar: boolean;
  /** Reads these columns of both files and examines them. */
  examine(names: readonly string[]): Promise<ExaminedColumns>;
}

export function openPair(connect: Connect, files: DescribedPair, options: DriftOptions): FilePair {
  const [reference, current] = [openFiles(connect, [files.reference]), openFiles(connect, [files.current])];
  const names = comparedNames(reference.columns, current.columns, options);
  return {
    names,
    rowCount: Math.max(...reference.rowCounts, ...current.rowCounts),
    isColumnar: reference.isColumnar && current.isColumnar,
    async examine(group) {
      const before = await reference.read(presentIn(reference, group));
      const now = await current.read(presentIn(current, group));
      return examineColumns(before, now, names.length, { ...options, ...(options.columns && { columns: group }) });
    },
  };
}

function presentIn({ columns }: OpenFiles, names: readonly string[]): string[] {
  const known = new Set(columns);
  return names.filter((name) => known.has(name));
}
