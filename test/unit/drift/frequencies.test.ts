import { describe, expect, it } from 'vitest';
import { alignLevels, countLevels, frequenciesOfSorted } from '#src/drift/frequencies.ts';
import { numbers, texts } from '#test/support/build-table.ts';

describe('countLevels', () => {
  it('leaves out missing values, infinities and levels that no row has', () => {
    const column = { ...texts('x', ['b', null, 'b']), levels: ['a', 'b'], codes: Int32Array.of(1, -1, 1) };
    expect([...countLevels(column as ReturnType<typeof texts>)]).toEqual([['b', 2]]);
    expect([...countLevels(numbers('x', [1, null, Number.POSITIVE_INFINITY, 1]))]).toEqual([[1, 2]]);
  });
});

describe('alignLevels', () => {
  it('orders numbers by size', () => {
    const aligned = alignLevels(
      new Map([
        [10, 1],
        [9, 2],
      ]),
      new Map([[100, 3]]),
    );
    expect(aligned).toEqual({ reference: [2, 1, 0], current: [0, 0, 3] });
  });

  it('orders text by code points', () => {
    const aligned = alignLevels(
      new Map([
        ['😀', 1],
        ['\uFFFD', 2],
      ]),
      new Map([['a', 3]]),
    );
    expect(aligned).toEqual({ reference: [0, 2, 1], current: [3, 0, 0] });
  });

  it('lets numbers meet text as text', () => {
    expect(
      alignLevels(
        new Map([[1, 4]]),
        new Map([
          ['1', 5],
          ['x', 6],
        ]),
      ),
    ).toEqual({ reference: [4, 0], current: [5, 6] });
  });
});

describe('alignLevels without spelling', () => {
  it('keeps a number and the text that spells it apart', () => {
    expect(alignLevels(new Map([[1, 4]]), new Map([['1', 5]]), false)).toEqual({ reference: [4, 0], current: [0, 5] });
  });
});

describe('frequenciesOfSorted', () => {
  it('counts both sides value by value', () => {
    const counted = frequenciesOfSorted(Float64Array.of(1, 1, 3), Float64Array.of(2, 3, 3));
    expect(counted).toEqual({ reference: [2, 0, 1], current: [0, 1, 2] });
  });
});
