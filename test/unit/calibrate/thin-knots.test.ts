import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { valueAt } from '#src/calibrate/piecewise-linear.ts';
import { thinKnots } from '#src/calibrate/thin-knots.ts';

const rising = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9)), { minLength: 1, maxLength: 40 })
  .map((steps) => {
    let [x, y] = [0, 0];
    const knots = steps.map(([right, up]) => {
      x += right;
      y += up;
      return { x, y };
    });
    return { x: knots.map((knot) => knot.x), y: knots.map((knot) => knot.y) };
  });

describe('thinKnots', () => {
  it('leaves few knots as they are', () => {
    const line = { x: [0, 1], y: [0, 1] };
    expect(thinKnots(line, 2)).toEqual({ line, error: 0 });
  });

  it('leaves out what lies on a straight line first', () => {
    const line = { x: [0, 1, 2, 3, 4], y: [0, 1, 2, 2, 9] };
    expect(thinKnots(line, 4)).toEqual({ line: { x: [0, 2, 3, 4], y: [0, 2, 2, 9] }, error: 0 });
  });

  it.prop([rising, fc.integer({ min: 2, max: 50 })])(
    'keeps both ends, rises, and says how far off it is',
    (line, most) => {
      const { line: thinned, error } = thinKnots(line, most);
      expect(thinned.x.length).toBeLessThanOrEqual(Math.max(most, 2));
      expect([thinned.x[0], thinned.x.at(-1)]).toEqual([line.x[0], line.x.at(-1)]);
      expect(thinned.y.every((y, place) => place === 0 || y >= thinned.y[place - 1]!)).toBe(true);
      const worst = Math.max(...line.x.map((x, place) => Math.abs(valueAt(thinned, x) - line.y[place]!)));
      expect(error).toBeCloseTo(worst, 9);
    },
  );
});
