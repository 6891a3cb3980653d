import type { MergeReport } from '../contracts/reports.ts';
import { InvalidDataError } from '../errors.ts';
import { type DataFile, describeFile, explainingErrors } from '../tabular/data-file.ts';
import { withDuckDb } from '../tabular/duckdb.ts';
import { parquetOptions } from '../tabular/parquet-names.ts';
import { identifier, literal } from '../tabular/sql-text.ts';
import { SQL_TYPE, type Storage } from '../tabular/storage.ts';
import { unifiedStorage } from '../tabular/unified-storage.ts';

export interface Merge {
  /** CSV and Parquet files; the report calls them by `name`. */
  readonly inputs: readonly { readonly name: string; readonly path: string }[];
  /** Where the result goes: one zstd-compressed Parquet file. */
  readonly output: string;
}

export interface MergedData {
  readonly rows: number;
  /** Names, in order of first appearance. */
  readonly columns: readonly string[];
  readonly report: MergeReport;
}

type Input = Merge['inputs'][number] & { readonly file: DataFile };

/**
 * Puts data sets one after another, columns united by name; where types differ the wider one holds (integer → float,
 * anything → text). An empty text and a NaN become NULL. The same inputs in the same order give the same bytes.
 *
 * @throws NotFoundError, InvalidDataError when an input cannot be read or there is none
 */
export async function mergeDatasets({ inputs, output }: Merge): Promise<MergedData> {
  if (inputs.length === 0) throw new InvalidDataError('there is nothing to merge: name at least one file');
  // One thread, so that neither the order of the rows nor the layout of the file depends on which thread was faster.
  return withDuckDb(
    async (connection) => {
      const described: Input[] = [];
      for (const input of inputs) described.push({ ...input, file: await describeFile(connection, input.path) });
      const unified = unifiedStorage(described.map(({ file }) => file));
      const columns = [...unified.keys()];
      const rows = described.map(({ file }) => selectUnified(file, unified)).join(' UNION ALL ');
      const everything = inputs.map(({ name }) => name).join(', ');
      await explainingErrors(everything, () =>
        connection.run(`COPY (${rows}) TO ${literal(output)} (${parquetOptions(columns)})`),
      );
      const report = reportOn(described, unified);
      return { rows: report.rows, columns, report };
    },
    { threads: 1 },
  );
}

/** One file's rows with all columns of the result. */
function selectUnified(file: DataFile, unified: ReadonlyMap<string, Storage>): string {
  const own = new Map(file.columns.map((column) => [column.name, column]));
  const values = [...unified].map(([name, storage]) => {
    const column = own.get(name);
    const written = storage === 'string' ? column?.text : column?.value;
    return `${present(storage, written ?? 'NULL')} AS ${identifier(name)}`;
  });
  return `SELECT ${values.join(', ')} FROM ${file.relation}`;
}

/** The value in the result's type; what counts as missing everywhere in the product is NULL in the file. */
function present(storage: Storage, value: string): string {
  const typed = `CAST(${value} AS ${SQL_TYPE[storage]})`;
  if (storage === 'string') return `nullif(${typed}, '')`;
  return storage === 'float' ? `CASE WHEN NOT isnan(${typed}) THEN ${typed} END` : typed;
}

function reportOn(inputs: readonly Input[], unified: ReadonlyMap<string, Storage>): MergeReport {
  const columns = [...unified].map(([name, storage]) => {
    const found = inputs.map((input) => ({
      input: input.name,
      column: input.file.columns.find((candidate) => candidate.name === name),
    }));
    const widenedFrom = found.flatMap(({ input, column }) =>
      column && !column.allMissing && column.storage !== storage ? [[input, column.storage] as const] : [],
    );
    const absentIn = found.flatMap(({ input, column }) => (column ? [] : [input]));
    return { name, storage, widenedFrom: Object.fromEntries(widenedFrom), absentIn };
  });
  const rowsOf = inputs.map(({ name, file }) => ({ name, rows: file.rowCount }));
  return { inputs: rowsOf, rows: rowsOf.reduce((sum, { rows }) => sum + rows, 0), columns };
}
