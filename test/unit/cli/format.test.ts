import { describe, expect, it } from 'vitest';
import { formatBytes, formatMetrics, formatNumber, formatSeconds, formatShare, formatTime } from '#src/cli/format.ts';

describe('the formats of the CLI', () => {
  it.each([
    [0.004, '0.00 s'],
    [9.876, '9.88 s'],
    [59.94, '59.9 s'],
    [187, '3 min 07 s'],
    [3599.7, '60 min 00 s'],
  ])('%s seconds are %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));

  it.each([
    [0.97222, '0.9722'],
    [123456789, '123456789'],
    [0.0000012345, '0.000001234'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('the number %s is %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [5 * 2 ** 30, '5 GB'],
  ])('%s bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('shows shares, metrics and times', () => {
    expect(formatShare(0.7857)).toBe('78.6 %');
    expect(formatMetrics({ accuracy: 0.9, f1: 0.12345 })).toBe('accuracy 0.9, f1 0.1235');
    expect(formatMetrics({ auc: 1, mcc: 0.5 })).toBe('auc 1');
    expect(formatMetrics({ mcc: 0.5 })).toBe('mcc 0.5');
    expect(formatMetrics(undefined)).toBe('');
    expect(formatTime('2026-08-20T11:14:03.999+02:00')).toBe('2026-08-20 09:14:03');
  });
});
