import { fc, it } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { gainInterval, midP } from '#src/evaluate/gate/paired-accuracy.ts';

describe('midP', () => {
  it('counts the discordance found half', () => {
    expect(midP({ currentOnly: 0, productionOnly: 4 })).toBeCloseTo(2 * (1 / 16 / 2), 12);
    expect(midP({ currentOnly: 1, productionOnly: 3 })).toBeCloseTo(2 * (1 / 16 + 4 / 16 / 2), 12);
    expect(midP({ currentOnly: 0, productionOnly: 0 })).toBe(1);
  });

  it('is what SciPy makes of the binomial distribution', () => {
    // 2 * (binom.cdf(9, 31, .5) + binom.pmf(10, 31, .5) / 2); the same for 480 of 1040
    expect(midP({ currentOnly: 10, productionOnly: 21 })).toBeCloseTo(0.0501024597, 9);
    expect(midP({ currentOnly: 480, productionOnly: 560 })).toBeCloseTo(0.0131188419, 9);
  });
});

const discordances = fc
  .tuple(fc.nat(40), fc.nat(40), fc.nat(200))
  .filter((parts) => parts.some((part) => part > 0))
  .map(([currentOnly, productionOnly, others]) => ({
    ...{ currentOnly, productionOnly },
    rows: currentOnly + productionOnly + others,
  }));

describe('gainInterval', () => {
  it.prop([discordances])('turns around when the models change places', (found) => {
    const [low, high] = gainInterval(found, 0.95);
    const swapped = { ...found, currentOnly: found.productionOnly, productionOnly: found.currentOnly };
    const [otherLow, otherHigh] = gainInterval(swapped, 0.95);
    expect(otherLow).toBeCloseTo(-high, 9);
    expect(otherHigh).toBeCloseTo(-low, 9);
  });

  it.prop([discordances])('holds the gain that was found, and no impossible one', (found) => {
    const [low, high] = gainInterval(found, 0.95);
    const gain = (found.currentOnly - found.productionOnly) / found.rows;
    expect(low).toBeLessThanOrEqual(gain);
    expect(high).toBeGreaterThanOrEqual(gain);
    expect(Math.max(-low, high)).toBeLessThanOrEqual(1);
  });

  it.prop([discordances])('leaves out 0 exactly when McNemar’s statistic is beyond its limit', (found) => {
    const [low, high] = gainInterval(found, 0.95);
    const { currentOnly: b, productionOnly: c } = found;
    const beyond = b + c > 0 && (b - c) ** 2 / (b + c) > 1.959963984540054 ** 2;
    expect(low > 1e-12 || high < -1e-12).toBe(beyond);
  });

  it.prop([discordances])('ends where the likelihood restricted to it is 1.96 deviations away', (found) => {
    for (const end of gainInterval(found, 0.95)) {
      if (Math.abs(end) < 0.999) expect(Math.abs(restrictedScore(found, end))).toBeCloseTo(1.959964, 3);
    }
  });

  it('says little of models that never disagree on a few rows', () => {
    const [low, high] = gainInterval({ currentOnly: 0, productionOnly: 0, rows: 20 }, 0.95);
    expect([low, high]).toEqual([expect.closeTo(-0.1611, 3), expect.closeTo(0.1611, 3)]);
  });
});

/** Tango's score with the nuisance parameter found by search, in place of the closed form. */
function restrictedScore(found: { currentOnly: number; productionOnly: number; rows: number }, gain: number): number {
  const { currentOnly: b, productionOnly: c, rows } = found;
  const log = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(share));
  const likelihood = (q: number) => log(b, q + gain) + log(c, q) + log(rows - b - c, 1 - 2 * q - gain);
  let [low, high] = [Math.max(0, -gain), (1 - gain) / 2];
  for (let step = 0; step < 200; step += 1) {
    const [left, right] = [low + (high - low) / 3, high - (high - low) / 3];
    if (likelihood(left) < likelihood(right)) low = left;
    else high = right;
  }
  const q = (low + high) / 2;
  return (b - c - rows * gain) / Math.sqrt(rows * (2 * q + gain * (1 - gain)));
}
