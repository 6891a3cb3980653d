import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { roundTicks, roundTop } from '#src/report/axis.ts';

describe('roundTicks', () => {
  it('finds round places', () => {
    expect(roundTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(roundTicks(-3.2, 17.9, 5)).toEqual([0, 5, 10, 15]);
  });

  test.prop([fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true })])(
    'stays few and within the axis, whatever the span',
    (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const ticks = roundTicks(from, to, 6);
      expect(ticks.length).toBeLessThanOrEqual(19);
      const slack = Math.abs(to) * 1e-9 + Math.abs(from) * 1e-9;
      for (const tick of ticks) expect(tick >= from - slack && tick <= to + slack).toBe(true);
    },
  );
});

describe('roundTop', () => {
  it('is the next round share', () => {
    expect([0.073, 0.1, 0.51, 0.99, 1].map(roundTop)).toEqual([0.08, 0.1, 0.6, 1, 1]);
  });
});
