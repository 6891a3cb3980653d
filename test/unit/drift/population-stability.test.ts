import { describe, expect, it } from 'vitest';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { withPsi } from '#src/drift/population-stability.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';

describe('withPsi', () => {
  const cycle = (levels: readonly string[]) => Array.from({ length: 40 }, (_, row) => levels[row % levels.length]!);
  const note = texts(
    'note',
    Array.from({ length: 40 }, (_, row) => `note ${row}`),
  );
  const gone = numbers('gone', Array(40).fill(null));
  const still = numbers('gone', [...Array(40).keys()]);
  const reference = tableOf(texts('kind', cycle(['a', 'b'])), texts('same', cycle(['a', 'b'])), note, still);
  const current = tableOf(texts('kind', cycle(['a', 'a', 'a', 'b'])), texts('same', cycle(['b', 'a'])), note, gone);

  it('adds the index of every column that has one, and their mean', () => {
    const report = withPsi(detectDrift(reference, current), reference, current);
    // (1/2 − 3/4) ln(2/3) + (1/2 − 1/4) ln 2
    const expected = -0.25 * Math.log(2 / 3) + 0.25 * Math.log(2);
    expect(report.byColumn['kind']?.psi).toBeCloseTo(expected, 12);
    expect(report.byColumn['same']?.psi).toBe(0);
    expect([report.byColumn['note']?.psi, report.byColumn['gone']?.psi]).toEqual([undefined, undefined]);
    expect(report.averagePsi).toBeCloseTo(expected / 2, 12);
  });

  it('changes nothing where no column has one', () => {
    const report = detectDrift(tableOf(note), tableOf(note));
    expect(withPsi(report, tableOf(note), tableOf(note))).toEqual(report);
  });
});
