import { type ColumnSlot, columnSlots, type ModelRows, ModelRowsWriter } from '../serve/model-rows.ts';
import type { Predictions, Predictor } from '../serve/predictor.ts';
import { type DataFile, describeFile, explainingErrors, type FileColumn } from '../tabular/data-file.ts';
import { type Connection, duckDb, withDuckDb } from '../tabular/duckdb.ts';
import { identifier, literal, millisecondsOf } from '../tabular/sql-text.ts';
import { safeCell, safeHeader } from './csv-safety.ts';
import { matchFile } from './match-file.ts';
import { type PredictionColumn, predictionColumns } from './prediction-columns.ts';

/** What the engine may use beside the model and one chunk of rows; beyond that it spills to disk. */
const ENGINE_LIMITS = { threads: 1, memoryLimit: '256MB' };

type Chunk = NonNullable<Awaited<ReturnType<Awaited<ReturnType<Connection['stream']>>['fetchChunk']>>>;

/**
 * Scores a CSV or Parquet file chunk by chunk (2,048 rows, the engine's own) and writes the same format with all its
 * columns, a prediction and the probabilities. A CSV's fields stay the texts that they were, but for those that a
 * spreadsheet would run as a formula.
 *
 * @param input - path of the file
 * @param output - path of the result; a name that ends in .gz or .zst is compressed if it is a CSV
 * @returns how many rows there are
 * @throws InvalidDataError when the file cannot be read, or lacks a column, or has text where numbers belong
 */
export function scoreFile(input: string, output: string, predictor: Predictor): Promise<{ rows: number }> {
  // Two engines, because a result that is being streamed ends when its connection does anything else.
  return withDuckDb(
    (reader) => withDuckDb((writer) => scoreWith(reader, writer, input, output, predictor), ENGINE_LIMITS),
    ENGINE_LIMITS,
  );
}

async function scoreWith(reader: Connection, writer: Connection, input: string, output: string, predictor: Predictor) {
  const file = await describeFile(reader, input);
  const matched = await matchFile(reader, file, predictor.manifest.features.rawColumns);
  const names = file.columns.map(({ name }) => name);
  const added = predictionColumns(predictor.manifest, names);
  await writer.run(`CREATE TABLE scores (${added.map(({ type }, index) => `s${index} ${type}`).join(', ')})`);
  const scores = await writer.createAppender('scores');
  const rows = await explainingErrors(input, () =>
    eachChunk(reader, file, matched, predictor, (predictions) => {
      const columns = duckDb().DuckDBDataChunk.create(added.map(({ type }) => duckDb()[type]));
      columns.setColumns(added.map(({ values }) => values(predictions)));
      scores.appendDataChunk(columns);
    }),
  );
  scores.closeSync();
  if (rows !== file.rowCount) throw new Error(`scored ${rows} of the ${file.rowCount} rows of ${input}`);
  await writer.run(`COPY (${joined(file, added)}) TO ${literal(output)} (${copyOptions(file, output)})`);
  return { rows };
}

/** Predicts the file's rows in their order and returns how many there were. */
async function eachChunk(
  reader: Connection,
  file: DataFile,
  matched: readonly FileColumn[],
  predictor: Predictor,
  take: (predictions: Predictions) => void,
): Promise<number> {
  const slots = columnSlots(predictor.manifest.features.rawColumns);
  const selected = slots.map((slot, index) => selectColumn(slot, matched[index]));
  const source = await reader.stream(`SELECT ${selected.join(', ')} FROM ${file.relation}`);
  let rows = 0;
  for (let chunk = await source.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await source.fetchChunk()) {
    take(await predictor.predict(toModelRows(chunk, slots)));
    rows += chunk.rowCount;
  }
  return rows;
}

/** Doubles (of a time: milliseconds since 1970) with NaN for missing, or texts with '' for missing. */
function selectColumn({ input, column: { storage } }: ColumnSlot, column: FileColumn | undefined): string {
  if (input === 'strings') return `coalesce(${column?.text}, '')`;
  const number = storage === 'timestamp' && column ? millisecondsOf(column) : column?.value;
  return `coalesce(CAST(${number} AS DOUBLE), 'nan'::DOUBLE)`;
}

function toModelRows(chunk: Chunk, slots: readonly ColumnSlot[]): ModelRows {
  const writer = new ModelRowsWriter(slots, chunk.rowCount);
  for (const [index, slot] of slots.entries()) {
    const vector = chunk.getColumnVector(index);
    for (let row = 0; row < chunk.rowCount; row += 1) {
      if (slot.input === 'strings') writer.setString(row, slot, String(vector.getItem(row)));
      else writer.setNumber(row, slot, Number(vector.getItem(row)));
    }
  }
  return writer.rows;
}

/** The file's rows beside their scores. Both sides keep the order of the file, because one thread reads it. */
function joined(file: DataFile, added: readonly PredictionColumn[]): string {
  const isCsv = file.format === 'csv';
  const own = file.columns.map(({ text, value }, index) => `${isCsv ? safeCell(text) : value} AS f${index}`);
  const names = [
    ...file.columns.map(({ name }, index) => [`f${index}`, name] as const),
    ...added.map(({ name, type }, index) => [isCsv && type === 'VARCHAR' ? safeCell(`s${index}`) : `s${index}`, name]),
  ];
  const selected = names.map(([sql, name = '']) => `${sql} AS ${identifier(isCsv ? safeHeader(name) : name)}`);
  return `SELECT ${selected.join(', ')} FROM (SELECT ${own.join(', ')} FROM ${file.relation}) POSITIONAL JOIN scores`;
}

function copyOptions({ format }: DataFile, output: string): string {
  if (format === 'parquet') return 'FORMAT parquet, COMPRESSION zstd';
  const ending = /\.(gz|zst)$/i.exec(output)?.[1]?.toLowerCase();
  return `FORMAT csv, HEADER, COMPRESSION ${ending === 'gz' ? 'gzip' : ending === 'zst' ? 'zstd' : 'none'}`;
}
