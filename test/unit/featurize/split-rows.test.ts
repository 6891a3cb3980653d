import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { UntrainableDataError } from '#src/errors.ts';
import { splitRows } from '#src/featurize/split-rows.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const request = { target: 'label', task: 'multiclass', fraction: 0.2, strategy: 'stratified', seed: 42 } as const;
const labelled = (labels: readonly string[]) => tableOf(texts('label', labels));

describe('splitRows', () => {
  it('holds out the same share of every class', () => {
    const labels = [...Array(50).fill('a'), ...Array(30).fill('b'), ...Array(20).fill('c')];
    const { train, test } = splitRows({ ...request, table: labelled(labels) });
    const heldOut = (label: string) => test.filter((row) => labels[row] === label).length;
    expect(['a', 'b', 'c'].map(heldOut)).toEqual([10, 6, 4]);
    expect(train).toHaveLength(80);
  });

  it('gives the same rows for the same seed, and others for another', () => {
    const table = labelled(Array.from({ length: 100 }, (_, row) => (row % 3 ? 'a' : 'b')));
    expect(splitRows({ ...request, table })).toEqual(splitRows({ ...request, table }));
    expect(splitRows({ ...request, table, seed: 43 })).not.toEqual(splitRows({ ...request, table }));
  });

  it('splits a regression at random, whatever its values', () => {
    const table = tableOf(
      numbers(
        'label',
        Array.from({ length: 40 }, (_, row) => row / 7),
      ),
    );
    const { train, test } = splitRows({ ...request, table, task: 'regression', fraction: 0.25 });
    expect([train.length, test.length]).toEqual([30, 10]);
  });

  it('judges by one row when no class has two', () => {
    expect(splitRows({ ...request, table: labelled(['a', 'b', 'c']) })).toEqual({ train: [1, 2], test: [0] });
  });

  it('refuses fewer than two rows', () => {
    expect(() => splitRows({ ...request, table: labelled(['a']) })).toThrow(UntrainableDataError);
  });

  const anyLabels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 2, maxLength: 60 });
  it.prop([anyLabels, fc.integer(), fc.double({ min: 0.01, max: 0.99, noNaN: true })])(
    'puts every row on one side, and every class of two rows on both',
    (labels, seed, fraction) => {
      const { train, test } = splitRows({ ...request, table: labelled(labels), seed, fraction });
      expect([...train, ...test].sort((a, b) => a - b)).toEqual([...labels.keys()]);
      expect(test.length).toBeGreaterThan(0);
      expect(train.length).toBeGreaterThan(0);
      const sides = (label: string) => [train, test].map((rows) => rows.some((row) => labels[row] === label));
      const common = [...new Set(labels)].filter((label) => labels.filter((other) => other === label).length >= 2);
      for (const label of common) expect(sides(label)).toEqual([true, true]);
    },
  );

  it.prop([fc.integer({ min: 2, max: 50 }), fc.integer(), fc.double({ min: 0.01, max: 0.99, noNaN: true })])(
    'at random, leaves at least one row on either side',
    (rows, seed, fraction) => {
      const table = tableOf(numbers('label', [...Array(rows).keys()]));
      const { train, test } = splitRows({ ...request, table, strategy: 'random', seed, fraction });
      expect(Math.min(train.length, test.length)).toBeGreaterThan(0);
      expect(Math.abs(test.length - rows * fraction)).toBeLessThanOrEqual(1);
    },
  );
});
