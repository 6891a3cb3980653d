import { describe, expect, it } from 'vitest';
import type { ColumnPair } from '#src/drift/column-pair.ts';
import { chooseMethod } from '#src/drift/modes/evidently.ts';

function numerical(rows: number, distinct: number): ColumnPair {
  const reference = Float64Array.from({ length: rows }, (_, row) => row % distinct).sort();
  return { type: 'numerical', reference, current: reference, integers: false };
}

const categorical = (rows: number, levels: number): ColumnPair => ({
  type: 'categorical',
  frequencies: { reference: [rows - levels + 1, ...Array(levels - 1).fill(1)], current: Array(levels).fill(1) },
});

describe('the choice of Evidently', () => {
  it.each([
    [numerical(1000, 6), 'ks'],
    [numerical(1000, 5), 'chisquare'],
    [numerical(1000, 3), 'chisquare'],
    [numerical(1000, 2), 'z'],
    [numerical(1000, 1), 'z'],
    [numerical(1001, 6), 'wasserstein'],
    [numerical(1001, 5), 'jensenshannon'],
    [categorical(1000, 3), 'chisquare'],
    [categorical(1000, 40), 'chisquare'],
    [categorical(1000, 2), 'z'],
    [categorical(1000, 1), 'z'],
    [categorical(1001, 2), 'jensenshannon'],
  ])('turns on 1000 reference rows, 5 and 2 distinct values (%#)', (pair, method) => {
    expect(chooseMethod(pair)).toBe(method);
  });

  it('counts the distinct values of both sides together', () => {
    const [reference, current] = [Float64Array.of(1, 2, 3), Float64Array.of(4, 5, 6)];
    expect(chooseMethod({ type: 'numerical', reference, current, integers: false })).toBe('ks');
  });
});
