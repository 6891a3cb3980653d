import { describe, expect, it } from 'vitest';
import { modelRowsOfTable } from '#src/onnx/rows-of-table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

describe('modelRowsOfTable', () => {
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
    expect(modelRowsOfTable({ rawColumns: [...rawColumns] }, table)).toEqual({
      rowCount: 2,
      numbers: Float32Array.of(Number.NaN, 1, 2, Number.NaN),
      strings: ['red', ''],
    });
  });
});
