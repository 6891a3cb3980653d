import { describe, expect, it } from 'vitest';
import { InvalidDataError } from '#src/errors.ts';
import type { DriftKindName } from '#src/simulate/kinds/index.ts';
import { type Simulation, simulate } from '#src/simulate/simulate.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

const range = (count: number) => [...Array(count).keys()];
const baseline = tableOf(
  numbers(
    'height',
    range(200).map((row) => 150 + ((row * 7) % 200) / 4),
  ),
  numbers(
    'children',
    range(200).map((row) => row % 4),
    'integer',
  ),
  texts(
    'town',
    range(200).map((row) => (row % 10 === 0 ? 'Ulm' : 'Rom')),
  ),
  numbers(
    'label',
    range(200).map((row) => row % 2),
    'integer',
  ),
);
const base: Simulation = { baseline, target: 'label', task: 'binary', rows: 500, seed: 1 };
const withDrift = (kind: DriftKindName, size?: number, columns?: readonly string[]): Table =>
  simulate({ ...base, drift: { kind, ...(size !== undefined && { size }), ...(columns && { columns }) } });

const valuesOf = (table: Table, name: string): number[] => {
  const column = columnNamed(table, name);
  return [...(column.storage === 'string' ? column.codes : column.values)];
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const share = (values: readonly number[], holds: (value: number) => boolean) =>
  values.filter(holds).length / values.length;
const plain = simulate(base);

describe('simulate', () => {
  it('makes as many rows as asked for, the same for the same seed', () => {
    expect(plain.rowCount).toBe(500);
    expect(simulate(base)).toEqual(plain);
    expect(simulate({ ...base, seed: 2 })).not.toEqual(plain);
  });

  it('keeps names, storage, categories and limits', () => {
    expect(plain.columns.map(({ name, storage }) => [name, storage])).toEqual(
      baseline.columns.map(({ name, storage }) => [name, storage]),
    );
    expect([...new Set(valuesOf(plain, 'children'))].sort()).toEqual([0, 1, 2, 3]);
    expect(Math.min(...valuesOf(plain, 'height'))).toBeGreaterThanOrEqual(150);
    expect(Math.max(...valuesOf(plain, 'height'))).toBeLessThanOrEqual(199.75);
  });

  it('draws whole rows: the label still follows from the children', () => {
    const [children, labels] = [valuesOf(plain, 'children'), valuesOf(plain, 'label')];
    expect(children.every((count, row) => count % 2 === labels[row])).toBe(true);
  });

  it('draws the same rows whatever the drift', () => {
    expect(valuesOf(withDrift('shift'), 'town')).toEqual(valuesOf(plain, 'town'));
  });

  it('refuses what it cannot do', () => {
    expect(() => simulate({ ...base, rows: 0 })).toThrow('rows must be a positive integer, got 0');
    expect(() => simulate({ ...base, baseline: tableOf(numbers('label', [])) })).toThrow(InvalidDataError);
    expect(() => simulate({ ...base, target: 'colour' })).toThrow('there is no column "colour"');
    expect(() => withDrift('shift', 1, ['colour'])).toThrow('drift is asked for in "colour", which is not a column');
    expect(() => withDrift('missing', 1.5)).toThrow('the size of drift "missing" is a number from 0 to 1, got 1.5');
    const onlyLabel = { ...base, baseline: tableOf(numbers('label', [0, 1], 'integer')) };
    expect(() => simulate({ ...onlyLabel, drift: { kind: 'shift' } })).toThrow(
      'no column that drift "shift" can change',
    );
  });
});

describe('drift', () => {
  it('none is no change', () => {
    expect(withDrift('none')).toEqual(plain);
  });

  it('shift moves numbers by standard deviations of the baseline, and nothing else', () => {
    const deviation = Math.sqrt((50 ** 2 - 0.25 ** 2) / 12);
    const shifted = withDrift('shift', 2);
    expect(mean(valuesOf(shifted, 'height')) - mean(valuesOf(plain, 'height'))).toBeCloseTo(2 * deviation, 1);
    for (const name of ['children', 'town', 'label']) expect(valuesOf(shifted, name)).toEqual(valuesOf(plain, name));
  });

  it('shift moves integers by integers when asked to', () => {
    const moved = valuesOf(withDrift('shift', 3, ['children']), 'children');
    expect(moved.every(Number.isInteger)).toBe(true);
    expect(mean(moved) - mean(valuesOf(plain, 'children'))).toBeCloseTo(3, 0);
  });

  it('scale stretches numbers around their mean', () => {
    const [before, after] = [valuesOf(plain, 'height'), valuesOf(withDrift('scale', 1), 'height')];
    expect(Math.max(...after) - Math.min(...after)).toBeCloseTo(2 * (Math.max(...before) - Math.min(...before)), 1);
  });

  it('category gives a share of the rows the rarest level', () => {
    const drifted = withDrift('category', 0.5);
    expect(share(valuesOf(plain, 'town'), (code) => code === 1)).toBeLessThan(0.2);
    expect(share(valuesOf(drifted, 'town'), (code) => code === 1)).toBeGreaterThan(0.45);
    expect(share(valuesOf(drifted, 'children'), (count) => count === 0)).toBeGreaterThan(0.5);
    expect(valuesOf(drifted, 'label')).toEqual(valuesOf(plain, 'label'));
  });

  it('missing empties a share of the features', () => {
    const drifted = withDrift('missing', 0.3);
    expect(Math.abs(share(valuesOf(drifted, 'height'), Number.isNaN) - 0.3)).toBeLessThan(0.1);
    expect(Math.abs(share(valuesOf(drifted, 'town'), (code) => code === -1) - 0.3)).toBeLessThan(0.1);
    expect(valuesOf(drifted, 'label')).toEqual(valuesOf(plain, 'label'));
  });

  it('concept deals labels out anew and keeps how many there are of each', () => {
    const [before, after] = [valuesOf(plain, 'label'), valuesOf(withDrift('concept', 1), 'label')];
    expect(after.toSorted()).toEqual(before.toSorted());
    expect(after.filter((label, row) => label !== before[row]).length).toBeGreaterThan(200);
    expect(valuesOf(withDrift('concept', 0), 'label')).toEqual(before);
  });

  it('concept moves a regression target', () => {
    const regression: Simulation = { ...base, target: 'height', task: 'regression' };
    const moved = simulate({ ...regression, drift: { kind: 'concept', size: 1 } });
    const still = simulate(regression);
    expect(mean(valuesOf(moved, 'height')) - mean(valuesOf(still, 'height'))).toBeCloseTo(14.43, 1);
  });
});
