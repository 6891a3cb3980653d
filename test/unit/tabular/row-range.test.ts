import { expect, it } from 'vitest';
import { readTable } from '#src/tabular/read-table.ts';
import { readRowRange } from '#src/tabular/row-range.ts';
import { selectRows } from '#src/tabular/select.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

it.each([
  [0, null],
  [0, 2],
  [1, 3],
  [2, null],
  [3, 9],
  [7, 9],
])('reads rows %s to %s of a file as they are in the whole', async (from, to) => {
  const path = folder.path('data.parquet');
  await writeParquet(tableOf(numbers('x', [1.5, null, 3, 4]), texts('level', ['b', 'a', null, 'a'])), path);
  const whole = await readTable([path]);
  const rows = [0, 1, 2, 3].filter((row) => row >= from && row < (to ?? 4));
  const part = await readRowRange(path, { from, to });
  expect(part.rowCount).toBe(rows.length);
  const { columns } = selectRows(whole, rows);
  const spelled = (column: (typeof columns)[number] | undefined) =>
    column?.storage === 'string' ? Array.from(column.codes, (code) => column.levels[code] ?? null) : column?.values;
  expect(part.columns.map(spelled)).toEqual(columns.map(spelled));
});
