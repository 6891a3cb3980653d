import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preciseLog } from '#src/drift/text/precise-log.ts';

describe('preciseLog', () => {
  it('knows logarithms that are known', () => {
    expect([preciseLog(1), preciseLog(0.3), preciseLog(7.7)]).toEqual([0, -1.2039728043259361, 2.0412203288596382]);
  });

  it('is the engine’s logarithm but for the last bits', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (x) => {
        expect(Math.abs(preciseLog(x) - Math.log(x))).toBeLessThan(1e-14);
      }),
    );
  });
});
