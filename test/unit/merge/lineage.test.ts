import { describe, expect, test } from 'vitest';
import { mergeDatasets } from '#src/merge/merge-datasets.ts';
import { inferColumnType } from '#src/tabular/column-type.ts';
import { LINEAGE_COLUMN } from '#src/tabular/lineage-column.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed } from '#src/tabular/select.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

async function labels(path: string): Promise<(string | undefined)[]> {
  const column = columnNamed(await readTable([path]), LINEAGE_COLUMN);
  return column.storage === 'string' ? Array.from(column.codes, (code) => column.levels[code]) : [];
}

describe('the lineage of merged rows', () => {
  test('is the version of their input, and stays through the next merge', async () => {
    const [first, second] = [folder.path('first.parquet'), folder.path('second.parquet')];
    const one = { name: 'baseline', version: 'v1', path: folder.write('1.csv', 'x\n1\n2\n') };
    const two = { name: 'v2', path: folder.write('2.csv', 'y,x\n0,3\n') };
    const merged = await mergeDatasets({ inputs: [one, two], output: first, lineage: true });
    expect(merged.columns).toEqual(['x', 'y', LINEAGE_COLUMN]);
    expect(merged.report.columns.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(await labels(first)).toEqual(['v1', 'v1', 'v2']);

    const three = { name: 'v3', path: folder.write('3.csv', 'z\n9\n') };
    const again = await mergeDatasets({
      inputs: [{ name: 'baseline', version: 'v2', path: first }, three],
      output: second,
      lineage: true,
    });
    expect(again.columns).toEqual(['x', 'y', 'z', LINEAGE_COLUMN]);
    expect(await labels(second)).toEqual(['v1', 'v1', 'v2', 'v3']);
  });

  test('is no column of the data unless asked for, and never one that is tested or learned from', async () => {
    const output = folder.path('plain.parquet');
    const { columns } = await mergeDatasets({ inputs: [{ name: 'a', path: folder.write('a.csv', 'x\n1\n') }], output });
    expect(columns).toEqual(['x']);
    const codes = Int32Array.of(0, 0, 1);
    expect(inferColumnType({ name: LINEAGE_COLUMN, storage: 'string', levels: ['v1', 'v2'], codes })).toBe('ignore');
    expect(inferColumnType({ name: 'version', storage: 'string', levels: ['v1', 'v2'], codes })).toBe('text');
  });
});
