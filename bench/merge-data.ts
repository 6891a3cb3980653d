import { withDuckDb } from '#src/tabular/duckdb.ts';
import { literal } from '#src/tabular/sql-text.ts';

const LEVELS = [4, 30, 200];

/**
 * Writes a CSV of 21 columns, the same for the same seed: a key, twelve normal numbers of six decimals, four integers of
 * growing range, three categories and a boolean. The columns of an odd seed stand in the opposite order.
 */
export function writeMergeData(path: string, rowCount: number, seed: number): Promise<void> {
  const uniform = (stream: number) =>
    `(hash(row * 100 + ${stream} + ${seed} * 1000000000000) >> 11)::DOUBLE / 9007199254740992`;
  const normal = (stream: number) => `sqrt(-2 * ln(1 - ${uniform(stream)})) * cos(2 * pi() * ${uniform(stream + 1)})`;
  const columns = [
    `row + ${seed * rowCount} AS id`,
    ...Array.from({ length: 12 }, (_, index) => `round(${index + 1} * ${normal(2 * index)}, 6) AS number${index}`),
    ...Array.from(
      { length: 4 },
      (_, index) => `CAST(${10 ** (index + 2)} * ${uniform(40 + index)} AS INTEGER) AS count${index}`,
    ),
    ...LEVELS.map(
      (levels, index) => `'level' || CAST(floor(${levels} * ${uniform(50 + index)}) AS INTEGER) AS category${index}`,
    ),
    `${uniform(60)} < 0.5 AS flag`,
  ];
  const ordered = seed % 2 === 0 ? columns : columns.toReversed();
  return withDuckDb(
    async (connection) =>
      void (await connection.run(
        `COPY (SELECT ${ordered.join(', ')} FROM range(${rowCount}) rows(row)) TO ${literal(path)} (FORMAT csv, HEADER)`,
      )),
    { threads: 1 },
  );
}
