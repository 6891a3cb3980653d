import { fc, test as property } from '@fast-check/vitest';
import { expect } from 'vitest';
import { byCodePoint, sortedByCodePoint } from '#src/tabular/code-point-order.ts';

const text = fc.string({ unit: 'binary' });

property.prop([text, text])('byCodePoint compares as the UTF-8 bytes do', (a, b) => {
  expect(Math.sign(byCodePoint(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
});

property.prop([fc.array(text)])('sortedByCodePoint sorts, whether surrogates occur or not', (texts) => {
  expect(sortedByCodePoint(texts)).toEqual([...texts].sort(byCodePoint));
});
