import { expect, test } from 'vitest';
import { mergeDatasets } from '#src/merge/merge-datasets.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const ROWS = 800_000;

test('data larger than the memory are merged, duplicates told by key included', async () => {
  const [input, output] = [folder.path('large.parquet'), folder.path('merged.parquet')];
  const columns = ['i::DOUBLE AS x0', ...Array.from({ length: 11 }, (_, index) => `i % ${index + 2} AS x${index + 1}`)];
  // 83 MB of values once unpacked; the key comes twice.
  const rows = `SELECT i % ${ROWS / 2} AS id, ${columns.join(', ')} FROM range(${ROWS}) r(i)`;
  await withDuckDb(async (db) => void (await db.run(`COPY (${rows}) TO '${input}' (FORMAT parquet)`)));
  const { report } = await mergeDatasets({
    inputs: [{ name: 'large', path: input }],
    output,
    deduplicate: { by: ['id'], keep: 'newest' },
    memoryLimit: '32MB',
  });
  expect(report).toMatchObject({ rows: ROWS / 2, removed: ROWS / 2 });
  const kept = await withDuckDb(async (db) =>
    (
      await db.runAndReadAll(`SELECT min(x0), bool_and(x0 = file_row_number + ${ROWS / 2})
       FROM read_parquet('${output}', file_row_number = true)`)
    ).getRowsJson(),
  );
  expect(kept).toEqual([[ROWS / 2, true]]);
});
