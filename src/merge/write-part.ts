import { explainingErrors, type FileColumn, type FileSketch } from '../tabular/data-file.ts';
import { type EngineLimits, withDuckDb } from '../tabular/duckdb.ts';
import { LINEAGE_COLUMN } from '../tabular/lineage-column.ts';
import { parquetOptions } from '../tabular/parquet-names.ts';
import { identifier, literal } from '../tabular/sql-text.ts';
import { SQL_TYPE, type Storage } from '../tabular/storage.ts';

export interface Part {
  readonly file: FileSketch;
  /** All columns of the result, which the file need not have. */
  readonly unified: ReadonlyMap<string, Storage>;
  /** The data version that rows are labelled with, unless the file has labels already; absent: no labels. */
  readonly version: string | undefined;
  readonly output: string;
}

/**
 * Writes one file's rows with all columns of the result.
 *
 * @returns how many rows
 * @throws InvalidDataError when the file is not as sketched or cannot be read
 */
export function writePart({ file, unified, version, output }: Part, limits: EngineLimits): Promise<number> {
  const asText = new Set([...unified].flatMap(([name, storage]) => (storage === 'string' ? [name] : [])));
  // One thread, so that neither the order of the rows nor the layout of the file depends on which thread was faster.
  return withDuckDb(
    async (connection) =>
      explainingErrors(file.path, async () => {
        const { relation, columns } = await file.open(asText);
        const own = new Map(columns.map((column) => [column.name, column]));
        const values = [...unified].map(([name, storage]) => selected(name, storage, own.get(name), version));
        const names = [...unified.keys()];
        const copied = await connection.runAndReadAll(
          `COPY (SELECT ${values.join(', ')} FROM ${relation}) TO ${literal(output)} (${parquetOptions(names)})`,
        );
        return Number(copied.getRowsJS()[0]?.[0]);
      }),
    { ...limits, threads: 1 },
  );
}

function selected(name: string, storage: Storage, column: FileColumn | undefined, version: string | undefined): string {
  const written = storage === 'string' ? column?.text : column?.value;
  const value = present(storage, written ?? 'NULL');
  const isLabel = name === LINEAGE_COLUMN && version !== undefined;
  return `${isLabel ? `coalesce(${value}, ${literal(version)})` : value} AS ${identifier(name)}`;
}

/** The value in the result's type; what counts as missing everywhere in the product is NULL in the file. */
function present(storage: Storage, value: string): string {
  const typed = `CAST(${value} AS ${SQL_TYPE[storage]})`;
  if (storage === 'string') return `nullif(${typed}, '')`;
  // NaN is the greatest of the engine's numbers.
  return storage === 'float' ? `CASE WHEN ${typed} < 'nan'::DOUBLE THEN ${typed} END` : typed;
}
