import { describe, expect, it } from 'vitest';
import { csvLines } from '#src/tabular/csv-lines.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const csv = (table: Table) => [...csvLines(table)].join('');

describe('csvLines', () => {
  it('quotes what would end a field, and leaves missing values empty', () => {
    const table = tableOf(texts('a,b', ['say "hi"', null, 'two\nlines']), numbers('n', [1.5, null, -2e-7]));
    expect(csv(table)).toBe('"a,b",n\n"say ""hi""",1.5\n,\n"two\nlines",-2e-7\n');
  });

  it('is read back as the table that it was', async () => {
    const table = tableOf(
      numbers('float', [1.5, null, 1e21]),
      numbers('integer', [1, 2, -3], 'integer'),
      numbers('flag', [1, 0, 1], 'boolean'),
      numbers('at', [Date.UTC(2026, 0, 2, 3, 4, 5, 678), Date.UTC(1999, 11, 31), null], 'timestamp'),
      texts('text', ['ä "quoted"', null, 'x,y']),
    );
    expect(await readTable([folder.write('table.csv', csv(table))])).toEqual(table);
  });
});
