import { describe, expect, it } from 'vitest';
import { compareLevels } from '#src/report/levels.ts';
import { numbers, texts } from '#test/support/build-table.ts';

describe('compareLevels', () => {
  it('puts both sides next to each other and names what only one has', () => {
    const { top, others, onlyInCurrent, onlyInReference } = compareLevels(
      texts('x', ['a', 'a', 'a', 'b', null]),
      texts('x', ['a', 'c', 'c', 'c']),
    );
    expect(top).toEqual([
      { level: 'a', reference: 0.75, current: 0.25 },
      { level: 'b', reference: 0.25, current: 0 },
      { level: 'c', reference: 0, current: 0.75 },
    ]);
    expect(others.count).toBe(0);
    expect(onlyInCurrent.map(({ level }) => level)).toEqual(['c']);
    expect(onlyInReference.map(({ level }) => level)).toEqual(['b']);
  });

  it('gathers the rare ones, without losing a row', () => {
    const many = texts(
      'x',
      Array.from({ length: 50 }, (_, row) => `level ${row % 25}`),
    );
    const { top, others } = compareLevels(many, many);
    expect([top.length, others.count]).toEqual([10, 15]);
    expect(top.reduce((sum, { current }) => sum + current, others.current)).toBeCloseTo(1, 9);
  });

  it('spells booleans out, and meets numbers in text as one level', () => {
    const flags = numbers('x', [1, 0], 'boolean');
    expect(compareLevels(flags, flags).top.map(({ level }) => level)).toEqual(['false', 'true']);
    expect(compareLevels(numbers('x', [1, 2]), texts('x', ['1', '2'])).onlyInCurrent).toEqual([]);
  });
});
