import { expect, it } from 'vitest';
import { columnHint } from '#src/tabular/column-hint.ts';

it('names the columns, or of many the nearest one, whatever its case', () => {
  expect(columnHint('c', ['a', 'b'])).toBe('its columns are a, b');
  const many = Array.from({ length: 30 }, (_, index) => `column${index}`);
  expect(columnHint('colum7', many)).toBe('did you mean "column7", of its 30 columns?');
  expect(columnHint('Y', [...many, 'a', 'y'])).toBe('did you mean "y", of its 32 columns?');
});
