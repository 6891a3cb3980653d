import { describe, expect, it } from 'vitest';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { createRandom } from '#src/random.ts';
import type { Column } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { type ShapeName, sample, shapes } from '#test/support/drift-samples.ts';

/** Share of 200 pairs, 1000 reference rows each, whose column is called drifted; the seeds are fixed. */
function alarmRate(shape: ShapeName, rows: number, shift: number, mode?: 'evidently'): number {
  const pairs = 200;
  const drifted = Array.from({ length: pairs }, (_, pair) => {
    const random = createRandom(pair, 7);
    const reference = sample(shape, 1001, 0, random);
    const types = { x: shapes[shape].type };
    const report = detectDrift(reference, sample(shape, rows, shift, random), { types, ...(mode && { mode }) });
    return report.driftedColumns;
  });
  return drifted.reduce((sum, one) => sum + one, 0) / pairs;
}

const columnOf = (reference: Column, current: Column, types = {}) =>
  detectDrift(tableOf(reference), tableOf(current), { types }).byColumn['x']!;

const repeat = <T>(length: number, value: (row: number) => T) => Array.from({ length }, (_, row) => value(row));

describe('the calibrated mode, simulated', () => {
  it.each(['normal', 'lognormal', '80 % zeros', '2 levels', '8 levels'] as const)(
    'rarely calls an undrifted %s column of 50 or 200 rows drifted',
    (shape) => {
      expect(alarmRate(shape, 50, 0)).toBeLessThanOrEqual(0.025);
      expect(alarmRate(shape, 200, 0)).toBeLessThanOrEqual(0.025);
    },
  );

  it('does so where Evidently’s default nearly always does', () => {
    expect(alarmRate('normal', 50, 0, 'evidently')).toBeGreaterThan(0.85);
  });

  it.each(['normal', 'lognormal', '8 levels'] as const)('finds half a σ in 200 rows of a %s column', (shape) => {
    expect(alarmRate(shape, 200, 0.5)).toBeGreaterThan(0.9);
  });
});

describe('the calibrated mode', () => {
  const ramp = repeat(400, (row) => row / 10);

  it('leaves a change alone that is certain and small', () => {
    const many = repeat(20_000, (row) => row / 10);
    const moved = many.map((value) => value + 60);
    const { chance, score, drifted } = columnOf(numbers('x', many), numbers('x', moved));
    expect(chance).toBeLessThan(1e-4);
    expect([score! < 0.1, drifted]).toEqual([true, false]);
  });

  it('gives the same answer for the same data where rows are dealt', () => {
    const [reference, current] = [sample('normal', 300, 0, createRandom(1)), sample('normal', 60, 0, createRandom(2))];
    const run = () => detectDrift(reference, current, { method: 'psi' }).byColumn['x'];
    expect(run()).toMatchObject({ method: 'psi', drifted: false });
    expect(run()?.score).toBeGreaterThan(0.1);
    expect(run()).toEqual(run());
  });

  it('finds missing values by themselves', () => {
    const gappy = ramp.map((value, row) => (row % 4 === 0 ? null : value));
    const missing = { reference: 0, current: 0.25, threshold: 0.05, drifted: true };
    expect(columnOf(numbers('x', ramp), numbers('x', gappy))).toMatchObject({ drifted: true, missing });
    expect(columnOf(numbers('x', gappy), numbers('x', gappy))).toMatchObject({
      drifted: false,
      missing: { chance: 1 },
    });
  });

  it('finds unseen levels by themselves, and expects them where levels are rare', () => {
    const before = texts(
      'x',
      repeat(400, (row) => `level ${row % 4}`),
    );
    const now = texts(
      'x',
      repeat(100, (row) => (row < 8 ? 'new' : `level ${row % 4}`)),
    );
    expect(columnOf(before, now)).toMatchObject({
      drifted: true,
      score: expect.closeTo(0.08),
      unseen: { current: 0.08, drifted: true },
    });
    const names = (from: number) =>
      texts(
        'x',
        repeat(100, (row) => `name ${from + row}`),
      );
    const types = { x: 'categorical' };
    expect(columnOf(names(0), names(100), types)).toMatchObject({
      drifted: false,
      unseen: { reference: 1, current: 1 },
    });
  });

  it('has a verdict on columns that are constant, or empty on either side or both', () => {
    const of = (value: number | null) =>
      numbers(
        'x',
        repeat(50, () => value),
      );
    const types = { x: 'numerical' };
    expect(columnOf(of(1), of(1), types)).toMatchObject({ score: 0, chance: 1, drifted: false });
    expect(columnOf(of(1), of(2), types)).toMatchObject({ score: 1, drifted: true });
    expect(columnOf(of(1), of(null), types)).toMatchObject({ score: null, drifted: true, missing: { drifted: true } });
    expect(columnOf(of(null), of(1), types)).toMatchObject({ score: null, drifted: true, missing: { drifted: true } });
    expect(columnOf(of(null), of(null), types)).toMatchObject({ score: null, drifted: false });
  });

  it('takes types from the reference, so that a small version cannot change them', () => {
    const before = texts(
      'x',
      repeat(400, (row) => `level ${row % 40}`),
    );
    const now = texts(
      'x',
      repeat(40, (row) => `level ${row}`),
    );
    expect(columnOf(before, now)).toMatchObject({ type: 'categorical', drifted: false });
    expect(
      columnOf(
        numbers('x', ramp),
        numbers(
          'x',
          repeat(50, () => null),
        ),
      ),
    ).toMatchObject({ type: 'numerical' });
  });
});
