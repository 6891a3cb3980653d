import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { floorToFloat32 } from '#src/train/float32.ts';

describe('floorToFloat32', () => {
  it.each([
    [0, 0],
    [0.5, 0.5],
    [16777217, 16777216],
    [-16777217, -16777218],
    [1e-50, 0],
    [-1e-50, -(2 ** -149)],
    [1e39, 3.4028234663852886e38],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ])('%d → %d', (value, expected) => {
    expect(floorToFloat32(value)).toBe(expected);
  });

  it.prop([fc.float({ noNaN: true }), fc.double({ noNaN: true })])(
    'keeps every float32 on the side of the threshold where it was',
    (feature, threshold) => {
      expect(feature <= floorToFloat32(threshold)).toBe(feature <= threshold);
    },
  );

  it.prop([fc.float({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-1e-9, 0, 1e-9)])(
    'does so for thresholds close to a feature',
    (feature, nudge) => {
      const threshold = feature * (1 + nudge);
      expect(feature <= floorToFloat32(threshold)).toBe(feature <= threshold);
    },
  );
});
