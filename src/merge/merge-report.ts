import type { MergeReport } from '../contracts/reports.ts';
import type { FileSketch } from '../tabular/data-file.ts';
import { LINEAGE_COLUMN } from '../tabular/lineage-column.ts';
import type { Storage } from '../tabular/storage.ts';

export interface MergedInput {
  readonly name: string;
  readonly file: Pick<FileSketch, 'columns'>;
  readonly rows: number;
  /** Rows that had the key of a row that was kept. */
  readonly removed: number;
}

/** What became of the inputs and of their columns; the labels of rows are no column of theirs. */
export function mergeReport(
  inputs: readonly MergedInput[],
  unified: ReadonlyMap<string, Storage>,
  deduplicatedBy?: readonly string[],
): MergeReport {
  const columns = [...unified].filter(([name]) => name !== LINEAGE_COLUMN);
  const removed = inputs.reduce((sum, input) => sum + input.removed, 0);
  return {
    inputs: inputs.map(({ name, rows, removed }) => ({ name, rows, removed })),
    rows: inputs.reduce((sum, { rows }) => sum + rows, -removed),
    removed,
    ...(deduplicatedBy && { deduplicatedBy: [...deduplicatedBy] }),
    columns: columns.map(([name, storage]) => describeColumn(name, storage, inputs)),
  };
}

function describeColumn(
  name: string,
  storage: Storage,
  inputs: readonly MergedInput[],
): MergeReport['columns'][number] {
  const found = inputs.map((input) => ({
    input: input.name,
    column: input.file.columns.find((candidate) => candidate.name === name),
  }));
  const widenedFrom = found.flatMap(({ input, column }) =>
    column && !column.allMissing && column.storage !== storage ? [[input, column.storage] as const] : [],
  );
  const absentIn = found.flatMap(({ input, column }) => (column ? [] : [input]));
  return { name, storage, widenedFrom: Object.fromEntries(widenedFrom), absentIn };
}
