import { describe, expect, it } from 'vitest';
import type { RawColumn } from '#src/contracts/feature-plan.ts';
import { RowsOfTable } from '#src/onnx/rows-of-table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

describe('RowsOfTable', () => {
  it('parts numbers from texts in the order of the plan, and marks what is missing', () => {
    const table = tableOf(
      numbers('unused', [9, 9]),
      texts('colour', ['red', null]),
      numbers('flag', [1, null], 'boolean'),
      numbers('size', [Number.POSITIVE_INFINITY, 2]),
    );
    const rawColumns = [
      { name: 'size', storage: 'float' },
      { name: 'colour', storage: 'string' },
      { name: 'flag', storage: 'boolean' },
    ] as const;
    expect(new RowsOfTable({ rawColumns: [...rawColumns] }, table).take()).toEqual({
      rowCount: 2,
      numbers: Float32Array.of(Number.POSITIVE_INFINITY, 1, 2, Number.NaN), // the graph takes infinities for missing
      strings: ['red', ''],
    });
  });

  it('reads whole days and seconds of a time, and the length of a text', () => {
    const table = tableOf(
      numbers('when', [-1, null, 86_400_000 * 19_874 + 3_723_999], 'timestamp'),
      texts('note', ['zwei  Wörter \u{1f347}', ' ', null]),
    );
    const rawColumns = [
      { name: 'when', storage: 'timestamp' } as const,
      { name: 'note', storage: 'string', reads: ['characters', 'words'] } satisfies RawColumn,
    ];
    const { numbers: read, strings } = new RowsOfTable({ rawColumns }, table).take(0, 3);
    expect(strings).toEqual([]);
    expect(Array.from(read)).toEqual([
      ...[-1, 86_399, 14, 3],
      ...[Number.NaN, Number.NaN, 1, 0],
      ...[19_874, 3723, Number.NaN, Number.NaN],
    ]);
  });

  it('takes some rows of many', () => {
    const rows = new RowsOfTable(
      { rawColumns: [{ name: 'a', storage: 'float' }] },
      tableOf(numbers('a', [1, 2, 3, 4])),
    );
    expect(rows.take(1, 2)).toEqual({ rowCount: 2, numbers: Float32Array.of(2, 3), strings: [] });
  });

  it('names a column that is not there, or holds something else', () => {
    const of = (storage: RawColumn['storage']) => () =>
      new RowsOfTable({ rawColumns: [{ name: 'a', storage }] }, tableOf(numbers('a', [1])));
    expect(of('string')).toThrow('column "a" holds numbers, but the model is made for texts there');
    expect(of('timestamp')).toThrow('made for times');
    expect(
      () => new RowsOfTable({ rawColumns: [{ name: 'b', storage: 'float' }] }, tableOf(numbers('a', [1]))),
    ).toThrow('there is no column "b"');
  });
});
