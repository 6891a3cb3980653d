import { readFileSync } from 'node:fs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { concatenateParquet } from '#src/tabular/concatenate-parquet.ts';
import { withDuckDb } from '#src/tabular/duckdb.ts';
import { parquetOptions } from '#src/tabular/parquet-names.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

function writeRange(name: string, from: number, to: number): Promise<string> {
  const path = folder.path(name);
  const select = `SELECT i, i / 3 AS x, CASE WHEN i % 5 > 0 THEN 'level' || i % 4 END AS s FROM range(${from}, ${to}) r(i)`;
  return withDuckDb(async (db) => {
    await db.run(`COPY (${select}) TO '${path}' (${parquetOptions(['i', 'x', 's'])})`);
    return path;
  });
}

const query = (sql: string) => withDuckDb(async (db) => (await db.runAndReadAll(sql)).getRowsJson());

describe('concatenateParquet', () => {
  property.prop([fc.array(fc.nat(3_000), { minLength: 1, maxLength: 4 })], { numRuns: 15 })(
    'gives the rows of all files in their order',
    async (sizes) => {
      const paths: string[] = [];
      let end = 0;
      for (const [index, size] of sizes.entries()) {
        paths.push(await writeRange(`${index}.parquet`, end, end + size));
        end += size;
      }
      const [first = '', ...others] = paths;
      await concatenateParquet(first, others);
      const whole = await writeRange('whole.parquet', 0, end);
      expect(await query(`FROM read_parquet('${first}')`)).toEqual(await query(`FROM read_parquet('${whole}')`));
    },
  );

  test('statistics and Bloom filters are found where they are now', async () => {
    const first = await writeRange('first.parquet', 0, 130_000);
    await concatenateParquet(first, [await writeRange('second.parquet', 500_000, 630_000)]);
    expect(await query(`SELECT count(*), min(s) FROM '${first}' WHERE i BETWEEN 129999 AND 500001`)).toEqual([
      ['3', 'level1'],
    ]);
    expect(await query(`SELECT count(*) FROM '${first}' WHERE s = 'level3'`)).toEqual([['52000']]);
    const groups = await query(
      `SELECT DISTINCT ON (row_group_id) row_group_num_rows FROM parquet_metadata('${first}') ORDER BY row_group_id`,
    );
    expect(groups.flat()).toEqual(['122880', '7120', '122880', '7120']);
  });

  test('one file stays as it is', async () => {
    const path = await writeRange('one.parquet', 0, 10);
    const before = readFileSync(path);
    await concatenateParquet(path, []);
    expect(readFileSync(path)).toEqual(before);
  });
});
