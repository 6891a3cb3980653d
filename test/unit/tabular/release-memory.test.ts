import { describe, expect, it } from 'vitest';
import { releaseArray, releaseTable } from '#src/tabular/release-memory.ts';

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

describe('releaseTable', () => {
  it('empties numbers and codes', () => {
    const values = Float64Array.of(1, 2);
    const codes = Int32Array.of(0, -1);
    releaseTable({
      rowCount: 2,
      columns: [
        { name: 'a', storage: 'float', values },
        { name: 'b', storage: 'string', levels: ['x'], codes },
      ],
    });
    expect([values.length, codes.length]).toEqual([0, 0]);
  });
});
