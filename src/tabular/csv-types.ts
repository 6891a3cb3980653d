import { READINGS, type Reading } from './csv-readings.ts';
import type { Connection } from './duckdb.ts';
import type { Storage } from './storage.ts';

const ALL_READINGS: readonly Reading[] = ['integer', 'float', 'boolean', 'timestamp'];

/** Rows that rule most readings out cheaply, before the whole file is asked about those that are left. */
const SAMPLED_ROWS = 2048;
/** The engine's planning time grows with the square of what one query asks. */
const COLUMNS_PER_QUERY = 64;

/** What is known of one column: how many rows have a text, and the readings that fit all of those. */
interface ColumnScan {
  readonly texts: number;
  readonly fits: readonly Reading[];
}

export interface CsvTypes {
  readonly rowCount: number;
  readonly columns: readonly { readonly storage: Storage; readonly allMissing: boolean }[];
}

/**
 * The types that the first rows of text columns `c0`, `c1`, … have. Text stays text, whatever follows; any other type is
 * a guess.
 */
export async function sampleCsvTypes(connection: Connection, relation: string, columnCount: number): Promise<CsvTypes> {
  const { rowCount, columns } = await scanSample(connection, relation, columnCount);
  return { rowCount, columns: columns.map(typeOf) };
}

/**
 * The types of text columns `c0`, `c1`, …; they hold for every row of the relation, not only for the first ones.
 *
 * @param relation - table expression, all of whose columns are texts
 */
export async function inferCsvTypes(connection: Connection, relation: string, columnCount: number): Promise<CsvTypes> {
  const sample = await scanSample(connection, relation, columnCount);
  const isAll = sample.rowCount < SAMPLED_ROWS;
  const left = sample.columns.map(({ fits }) => fits);
  const { rowCount, columns } = isAll ? sample : await scan(connection, relation, left);
  return { rowCount, columns: columns.map(typeOf) };
}

async function scanSample(connection: Connection, relation: string, columnCount: number) {
  await connection.run(`CREATE OR REPLACE TEMP TABLE sampled AS FROM ${relation} LIMIT ${SAMPLED_ROWS}`);
  const everything = Array.from({ length: columnCount }, () => ALL_READINGS);
  return scan(connection, 'sampled', everything);
}

/** An empty column is one of floats, as it is to pandas, which has nothing to go by either. */
const typeOf = ({ texts, fits }: ColumnScan): CsvTypes['columns'][number] => ({
  storage: texts === 0 ? 'float' : (fits[0] ?? 'string'),
  allMissing: texts === 0,
});

/** SQL that turns a text which fits the storage into its value. */
export function valueOfText(storage: Storage, text: string): string {
  switch (storage) {
    case 'integer':
      return `CAST(${text} AS BIGINT)`;
    case 'float':
      return `CAST(${text} AS DOUBLE)`;
    case 'boolean':
      return `CAST(${text} AS BOOLEAN)`;
    case 'timestamp':
      return `CAST(CAST(${text} AS TIMESTAMPTZ) AS TIMESTAMP)`;
    case 'string':
      return text;
  }
}

async function scan(connection: Connection, relation: string, candidates: readonly (readonly Reading[])[]) {
  const columns: ColumnScan[] = [];
  let rowCount = 0;
  for (let from = 0; from < candidates.length; from += COLUMNS_PER_QUERY) {
    const group = candidates.slice(from, from + COLUMNS_PER_QUERY);
    const counts = group.flatMap((readings, index) => {
      const text = `c${from + index}`;
      return [`count(${text})`, ...readings.map((reading) => `count(${READINGS[reading](text)})`)];
    });
    const result = await connection.runAndReadAll(`SELECT count(*), ${counts.join(', ')} FROM ${relation}`);
    const [rows = 0, ...found] = (result.getRowsJS()[0] ?? []).map(Number);
    rowCount = rows;
    columns.push(...judge(group, found));
  }
  return { rowCount, columns };
}

/** @param found - for every column the number of its texts, then how many of them fit each candidate */
function judge(candidates: readonly (readonly Reading[])[], found: readonly number[]): ColumnScan[] {
  let at = 0;
  return candidates.map((readings) => {
    const texts = found[at] ?? 0;
    const fitting = found.slice(at + 1, at + 1 + readings.length);
    at += 1 + readings.length;
    return { texts, fits: readings.filter((_, index) => fitting[index] === texts) };
  });
}
