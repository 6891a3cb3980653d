import { expect, it } from 'vitest';
import { largestDiscovery } from '#src/drift/calibration/benjamini-hochberg.ts';

it('calls out as many as stand out together, in any order', () => {
  // The example of Benjamini and Hochberg (1995), table 1: four of fifteen at 5 %.
  const chances = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262];
  const all = [...chances, 0.5719, 0.6528, 0.759, 1].reverse();
  expect(largestDiscovery(all, 0.05)).toBe(0.0095);
});

it('calls out nothing where chance explains everything', () => {
  expect(largestDiscovery([0.02, 0.5], 0.01)).toBe(0);
  expect(largestDiscovery([], 0.01)).toBe(0);
});
