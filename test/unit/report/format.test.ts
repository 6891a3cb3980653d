import { describe, expect, it } from 'vitest';
import {
  formatChance,
  formatNumber,
  formatPsi,
  formatScore,
  formatShare,
  formatShareInColumn,
  formatTick,
  shorten,
} from '#src/report/format.ts';

describe('formats of the drift page', () => {
  it.each([
    [null, '–'],
    [Number.NaN, '–'],
    [Number.POSITIVE_INFINITY, '–'],
    [0, '0'],
    [12345, '12,345'],
    [0.41490000001, '0.4149'],
    [1234.56, '1,234.6'],
    [1.23456e-9, '1.23e-9'],
    [3.2e12, '3.20e+12'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });

  it('lines scores up', () => {
    expect([0.1, 157.632, 0, 1e-9].map(formatScore)).toEqual(['0.1000', '157.6320', '0', '1.00e-9']);
    expect([0, 1e-9, 0.02].map(formatChance)).toEqual(['< 0.0001', '< 0.0001', '0.0200']);
    expect([formatPsi(1e-9), formatPsi(0), formatPsi(undefined)]).toEqual(['< 0.0001', '0', '–']);
  });

  it('never rounds something to nothing', () => {
    expect([0, 0.0001, 0.0005, 0.625, 1].map(formatShare)).toEqual(['0 %', '< 0.1 %', '0.1 %', '62.5 %', '100 %']);
    expect([0, 0.0001, 0.36, 1].map(formatShareInColumn)).toEqual(['0 %', '< 0.1 %', '36.0 %', '100 %']);
  });

  it('keeps axes short', () => {
    expect([0, 25000, -0.5, 1e-7, 1e20].map(formatTick)).toEqual(['0', '25K', '-0.5', '1e-7', '100000000000000000000']);
  });

  it('shortens by characters, not by code units', () => {
    expect(shorten('😀😀😀', 3)).toBe('😀😀😀');
    expect(shorten('😀😀😀😀', 3)).toBe('😀😀…');
    expect(shorten('x'.repeat(1e6), 5)).toBe('xxxx…');
  });
});
