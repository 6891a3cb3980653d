import { describe, expect, it } from 'vitest';
import { keepRows, releaseArray } from '#src/tabular/release-memory.ts';
import type { Table } from '#src/tabular/table.ts';

const heldBytes = (): number => process.memoryUsage().arrayBuffers;

describe('releaseArray', () => {
  it('gives the memory back at once', () => {
    const before = heldBytes();
    const array = new Float64Array(10_000_000);
    expect(heldBytes() - before).toBeGreaterThan(40_000_000);
    releaseArray(array);
    expect(heldBytes() - before).toBeLessThan(40_000_000);
    expect(array).toHaveLength(0);
  });

  it('does so once for arrays that share it', () => {
    const array = new Float32Array(10);
    const part = array.subarray(5);
    releaseArray(part);
    releaseArray(array);
    expect([array.length, part.length]).toEqual([0, 0]);
  });
});

describe('keepRows', () => {
  it('gives the rows, and releases the table that they were of', () => {
    const values = Float64Array.of(1, 2, 3);
    const codes = Int32Array.of(0, -1, 0);
    const table: Table = {
      rowCount: 3,
      columns: [
        { name: 'a', storage: 'float', values },
        { name: 'b', storage: 'string', levels: ['x'], codes },
      ],
    };
    expect(keepRows(table, [2, 1])).toEqual({
      rowCount: 2,
      columns: [
        { name: 'a', storage: 'float', values: Float64Array.of(3, 2) },
        { name: 'b', storage: 'string', levels: ['x'], codes: Int32Array.of(0, -1) },
      ],
    });
    expect([values.length, codes.length]).toEqual([0, 0]);
  });
});
