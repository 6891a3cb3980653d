import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { UntrainableDataError } from '#src/errors.ts';
import { crossValidationFolds, type FoldRequest } from '#src/featurize/cross-validation-folds.ts';
import type { Column } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const foldsOf = (columns: readonly Column[], test: Partial<FoldRequest['test']>, folds = 3, seed = 42) =>
  crossValidationFolds({
    ...{ table: tableOf(...columns), target: 'label', task: 'multiclass', folds, seed },
    test: { fraction: 0.2, strategy: 'stratified', ...test },
  });

describe('crossValidationFolds', () => {
  const labels = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 5, maxLength: 40 });

  it.prop([labels, fc.integer(), fc.constantFrom('stratified', 'random')])(
    'judge by every row once, in folds that differ by a row at most',
    (found, seed, strategy) => {
      const folds = foldsOf([texts('label', found)], { strategy }, 4, seed);
      expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual([...found.keys()]);
      const sizes = folds.map(({ test }) => test.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      for (const { train, test } of folds) expect(train.length + test.length).toBe(found.length);
    },
  );

  it.prop([labels, fc.integer()])('stratified, have each class in the same share, to a row', (found, seed) => {
    const folds = foldsOf([texts('label', found)], {}, 4, seed);
    for (const label of ['a', 'b', 'c']) {
      const counts = folds.map(({ test }) => test.filter((row) => found[row] === label).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it.prop([fc.array(fc.nat(5), { minLength: 8, maxLength: 40 }).filter((found) => new Set(found).size > 3)])(
    'by group, never judge by a group that they have learnt from',
    (found) => {
      const folds = foldsOf([numbers('who', found)], { strategy: 'group', by: 'who' });
      expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual([...found.keys()]);
      for (const { train, test } of folds) {
        const learnt = new Set(train.map((row) => found[row]));
        expect(test.filter((row) => learnt.has(found[row]!))).toEqual([]);
        expect(test.length).toBeGreaterThan(0);
      }
    },
  );

  it.prop([fc.array(fc.nat(9), { minLength: 8, maxLength: 40 }).filter((found) => new Set(found).size > 3)])(
    'by time, learn from everything older and nothing else',
    (found) => {
      const folds = foldsOf([numbers('when', found)], { strategy: 'time', by: 'when' });
      expect(folds).toHaveLength(3);
      for (const { train, test } of folds) {
        const start = Math.min(...test.map((row) => found[row]!));
        expect(train).toEqual([...found.keys()].filter((row) => found[row]! < start));
        expect(Math.min(train.length, test.length)).toBeGreaterThan(0);
      }
      const judged = folds.flatMap(({ test }) => test);
      expect(new Set(judged).size).toBe(judged.length);
    },
  );

  it('by time, come in blocks of about equal size, and keep the gap', () => {
    const when = numbers('when', [...Array(12).keys()]);
    expect(foldsOf([when], { strategy: 'time', by: 'when', gap: 2 })).toEqual([
      { train: [0, 1], test: [3, 4, 5] },
      { train: [0, 1, 2, 3, 4], test: [6, 7, 8] },
      { train: [0, 1, 2, 3, 4, 5, 6, 7], test: [9, 10, 11] },
    ]);
  });

  it.each([
    [{}, 'training.crossValidation: 3 rows are too few for 3 folds'],
    [{ strategy: 'time', by: 'label' }, 'training.crossValidation: 3 rows are too few'],
  ] as const)('refuse too few rows: %j', (test, message) => {
    expect(() => foldsOf([numbers('label', [1, 2, 3])], test)).toThrow(UntrainableDataError);
    expect(() => foldsOf([numbers('label', [1, 2, 3])], test)).toThrow(message);
  });

  it('refuse too few instants or groups', () => {
    const column = numbers('label', [1, 1, 1, 2, 2, 2]);
    expect(() => foldsOf([column], { strategy: 'time', by: 'label' })).toThrow(
      'has 2 instants, but 3 folds in time need 4',
    );
    expect(() => foldsOf([column], { strategy: 'group', by: 'label' })).toThrow('but 3 groups are needed');
  });
});
