import { expect, test } from 'vitest';
import { compareRowCounts } from '#src/validate/compare-row-counts.ts';
import { ViolationLog } from '#src/validate/violation-log.ts';

const files = ['a.csv', 'b.parquet', 'c.csv'].map((name) => ({ name, path: name }));

test('rows that were counted but not read keep the file out', () => {
  const log = new ViolationLog();
  compareRowCounts(files, [3, undefined, 40], [3, 5, 0], log);
  expect(log.violations()).toMatchObject([
    { file: 'c.csv', rule: 'readable', message: expect.stringContaining('40 rows, but 0 were read') },
  ]);
});

test('files of which all rows were read are fine', () => {
  const log = new ViolationLog();
  compareRowCounts(files, [3, undefined, 40], [3, 5, 40], log);
  expect(log.isEmpty).toBe(true);
});
