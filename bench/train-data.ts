import { withDuckDb } from '#src/tabular/duckdb.ts';
import { literal } from '#src/tabular/sql-text.ts';

/** Independent numbers that a row may need. */
const STREAMS = 1000;

/** Rows from `first` up to `end`. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/**
 * Writes Parquet of float32 columns `x0`, `x1`, …, each standard normal, and a label `y` of 0 or 1 that some of them
 * decide, by themselves and in pairs; a row is the same in whichever range it is written.
 */
export function writeTrainData(path: string, featureCount: number, { first, end }: RowRange): Promise<void> {
  const uniform = (stream: number) => `((hash(row * ${STREAMS} + ${stream}) >> 11)::DOUBLE / 9007199254740992)`;
  const normals = Array.from({ length: featureCount }, (_, index) => {
    const [radius, angle] = [uniform(2 * index), uniform(2 * index + 1)];
    return `CAST(sqrt(-2 * ln(1 - ${radius})) * cos(2 * pi() * ${angle}) AS FLOAT) AS x${index}`;
  });
  const score = '1.2 * x0 - x1 + 0.8 * x2 * x3 + 1.5 * sin(2 * x4) + 0.7 * abs(x5) + 0.5 * x6 * x7 + 0.4 * x8 - 0.6';
  const label = `CAST(${uniform(STREAMS - 1)} < 1 / (1 + exp(-1.3 * (${score}))) AS INTEGER) AS y`;
  const rows = `SELECT row, ${normals.join(', ')} FROM range(${first}, ${end}) rows(row)`;
  return withDuckDb(
    async (connection) =>
      void (await connection.run(
        `COPY (SELECT COLUMNS('x.*'), ${label} FROM (${rows})) TO ${literal(path)} (FORMAT parquet)`,
      )),
    { threads: 1 },
  );
}
