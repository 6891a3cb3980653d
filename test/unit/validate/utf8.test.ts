import { isUtf8 } from 'node:buffer';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { completeLength, firstInvalidByte } from '#src/validate/utf8.ts';

const text = fc.string({ unit: 'grapheme' });

describe('firstInvalidByte', () => {
  property.prop([text, fc.nat()])('finds nothing in text, wherever it is cut', (value, at) => {
    const bytes = Buffer.from(value);
    expect(firstInvalidByte(bytes.subarray(0, at % (bytes.length + 1)))).toBe(-1);
  });

  property.prop([text, fc.uint8Array({ maxLength: 12 })])('what is before it is text, it is not', (value, noise) => {
    const bytes = Buffer.concat([Buffer.from(value), noise]);
    const at = firstInvalidByte(bytes);
    if (at === -1) {
      expect(isUtf8(bytes.subarray(0, completeLength(bytes)))).toBe(true);
    } else {
      expect(isUtf8(bytes.subarray(0, at))).toBe(true);
      expect(at).toBeGreaterThanOrEqual(Buffer.byteLength(value));
      // No continuation can mend it.
      expect(isUtf8(bytes.subarray(0, completeLength(bytes)))).toBe(false);
    }
  });
});

describe('completeLength', () => {
  property.prop([text, fc.nat()])('never ends inside a character', (value, at) => {
    const bytes = Buffer.from(value);
    const cut = bytes.subarray(0, at % (bytes.length + 1));
    expect(isUtf8(cut.subarray(0, completeLength(cut)))).toBe(true);
    expect(cut.length - completeLength(cut)).toBeLessThan(4);
  });
});
