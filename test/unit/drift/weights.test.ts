import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { knownImportance, shareWeights } from '#src/drift/weights.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';

const ramp = (name: string, from: number) =>
  numbers(
    name,
    Array.from({ length: 100 }, (_, row) => from + row / 100),
  );
const reference = tableOf(ramp('a', 0), ramp('b', 0), ramp('y', 0));
const current = tableOf(ramp('a', 5), ramp('b', 0), ramp('y', 5));

describe('weights', () => {
  it('make the share that of the drifted columns’ weights', () => {
    const report = detectDrift(reference, current, { weights: { a: 1, b: 3 } });
    expect(report).toMatchObject({ driftShare: 0.25, driftedColumns: 2, decision: 'no_drift' });
    expect(Object.values(report.byColumn).map(({ weight }) => weight)).toEqual([0.25, 0.75, 0]);
    expect(detectDrift(reference, current).driftShare).toBeCloseTo(2 / 3, 12);
    expect(detectDrift(reference, current).byColumn['a']?.weight).toBeUndefined();
  });

  it('are refused for unknown columns and when none counts', () => {
    expect(() => detectDrift(reference, current, { weights: { c: 1 } })).toThrow('"c", which is not a tested column');
    expect(() => detectDrift(reference, current, { weights: { a: 0 } })).toThrow('the drift weights are all 0');
  });

  it('come to 1 together', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1 }), (weights) => {
        const names = weights.map((_, index) => `c${index}`);
        const shares = shareWeights(names, Object.fromEntries(names.map((name, index) => [name, weights[index]!])));
        expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it('are the model’s importances as far as columns are compared', () => {
    expect(knownImportance(['a', 'b'], { a: 0.5, gone: 0.5 })).toEqual({ a: 0.5 });
    expect(knownImportance(['a'], { gone: 1 })).toBeUndefined();
    expect(knownImportance(['a'], undefined)).toBeUndefined();
  });
});

describe('roles', () => {
  it('say which column is the target, and change nothing else', () => {
    const { byColumn, ...report } = detectDrift(reference, current, { roles: { y: 'target' } });
    const { byColumn: without, ...same } = detectDrift(reference, current);
    expect(report).toEqual(same);
    expect(byColumn['y']).toEqual({ ...without['y'], role: 'target' });
    expect(byColumn['a']).toEqual(without['a']);
  });
});
