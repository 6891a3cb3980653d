import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { createRandom } from '#src/random.ts';
import { restoreTables } from '#src/sketch/restore-table.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { sketchInShards } from '#test/support/shards.ts';

const ROWS = 40_000;
const random = createRandom(11);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** A draw from a distribution that is shifted by so much of what a shift of it means. */
const SHAPES: Readonly<Record<string, (shift: number) => number>> = {
  normal: (shift) => normal() + shift,
  lognormal: (shift) => Math.exp(2 * normal() + shift),
  'without a mean': (shift) => Math.tan(Math.PI * (random() - 0.5)) + shift,
  'Pareto, with a tail that decides': (shift) => (1 - random()) ** (-1 / (1.5 + shift)),
  'a narrow peak beside a thousand orders of magnitude': (shift) =>
    random() < 0.5 ? 1e9 + normal() + shift : Math.exp(20 * normal()),
  'two modes with nothing between': (shift) => (random() < 0.5 ? normal() : 1000 + normal() + 100 * shift),
  'prices of two decimals': (shift) => Math.round(100 * Math.exp(3 + normal() + shift)) / 100,
  'large integers': (shift) => Math.round(1e6 * (normal() + shift)),
  '80 % zeros': (shift) => (random() < 0.8 ? 0 : Math.exp(normal() + 2 * shift)),
  constant: (shift) => 7 + shift,
};

const DISTANCES = ['ks_distance', 'wasserstein', 'jensenshannon', 'psi', 'kl_div', 'hellinger'] as const;
/** How far a p-value may be off. */
const P_VALUES = { ks: 0.03, t_test: 0.005, mannw: 0.005, cramer_von_mises: 0.005 } as const;

const sample = (draw: (shift: number) => number, shift: number) =>
  tableOf(
    numbers(
      'x',
      Array.from({ length: ROWS }, () => draw(shift)),
    ),
  );

describe.each(Object.entries(SHAPES))('scores from the sketches of five shards: %s', (_, draw) => {
  it.each([0, 0.3])('are within a hundredth of the exact ones, shifted by %d', (shift) => {
    const [reference, current] = [sample(draw, 0), sample(draw, shift)];
    const restored = restoreTables(sketchInShards(reference, 5), sketchInShards(current, 5), []);
    const types = { x: 'numerical' } as const;
    const both = (method: DriftMethod | undefined, mode: 'evidently' | 'calibrated') =>
      [{ reference, current }, restored].map(
        (sides) =>
          detectDrift(sides.reference, sides.current, { mode, types, ...(method && { method }) }).byColumn['x']!,
      );
    for (const method of DISTANCES) {
      const [exact, sharded] = both(method, 'evidently');
      const allowed = 0.01 * Math.max(exact?.score ?? 0, exact?.threshold ?? 0);
      expect(Math.abs((sharded?.score ?? Number.NaN) - (exact?.score ?? 0)), method).toBeLessThanOrEqual(allowed);
    }
    for (const mode of ['evidently', 'calibrated'] as const) {
      const [exact, sharded] = both(undefined, mode);
      expect([sharded?.method, sharded?.drifted]).toEqual([exact?.method, exact?.drifted]);
    }
    for (const [method, allowed] of Object.entries(P_VALUES)) {
      const [exact, sharded] = both(method as DriftMethod, 'evidently');
      expect(Math.abs((sharded?.score ?? -1) - (exact?.score ?? -1)), method).toBeLessThan(allowed);
    }
  });
});

/** A column of any skewness, spread, place, share of one value and rounding. */
const shape = fc.record({
  power: fc.double({ min: 0.2, max: 12, noNaN: true }),
  scale: fc.integer({ min: -9, max: 9 }).map((exponent) => 10 ** exponent),
  place: fc.constantFrom(0, 1, -1e6, 1e12),
  atom: fc.double({ min: 0, max: 0.9, noNaN: true }),
  decimals: fc.constantFrom(undefined, 0, 2),
  seed: fc.nat(),
});

function drawn({ power, scale, place, atom, decimals, seed }: typeof shape extends fc.Arbitrary<infer T> ? T : never) {
  const next = createRandom(seed);
  const values = Array.from({ length: 15_000 }, () => {
    const value = next() < atom ? place : place + scale * (2 * next() - 1) ** (2 * Math.ceil(power) - 1) * next();
    return decimals === undefined ? value : Number(value.toFixed(decimals));
  });
  return tableOf(numbers('x', values));
}

it('scores of any two columns in any number of shards are within a hundredth of the exact ones', () => {
  fc.assert(
    fc.property(shape, shape, fc.integer({ min: 1, max: 9 }), (before, now, shards) => {
      const [reference, current] = [drawn(before), drawn({ ...now, place: before.place, scale: before.scale })];
      const restored = restoreTables(sketchInShards(reference, shards), sketchInShards(current, shards), []);
      for (const method of DISTANCES) {
        const options = { mode: 'evidently', types: { x: 'numerical' }, method } as const;
        const exact = detectDrift(reference, current, options).byColumn['x']!;
        const sharded = detectDrift(restored.reference, restored.current, options).byColumn['x']!;
        const allowed = 0.01 * Math.max(exact.score ?? 0, exact.threshold);
        expect(Math.abs((sharded.score ?? Number.NaN) - (exact.score ?? 0)), method).toBeLessThanOrEqual(allowed);
      }
    }),
    { numRuns: 25 },
  );
});
