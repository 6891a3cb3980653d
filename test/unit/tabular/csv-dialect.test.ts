import { describe, expect, test } from 'vitest';
import { detectDialect } from '#src/tabular/csv-dialect.ts';

describe('detectDialect', () => {
  test.each([
    ['a,b\n1,2\n', ',', ['a', 'b']],
    ['a;b\n1,5;2,5\n', ';', ['a', 'b']],
    ['a\tb c\n1\t2\n', '\t', ['a', 'b c']],
    ['"a,b";c\n1;2\n', ';', ['a,b', 'c']],
    ['name, first;age\nX;3\nZ, W;4\n', ';', ['name, first', 'age']],
    ['a|b,c|d\n1|2|3\n', '|', ['a', 'b,c', 'd']],
    ['"say ""hi""",b\n1,2\n', ',', ['say "hi"', 'b']],
    ['"two\nlines",b\n1,2\n', ',', ['two\nlines', 'b']],
    ['single\n1\n2\n', ',', ['single']],
    ['first name\nAnn Lee\n', ',', ['first name']],
    ['\uFEFFa,b\n', ',', ['a', 'b']],
    ['a, "b,c" ,"d"\n1,2,3\n', ',', ['a', 'b,c', 'd']],
    ['', ',', []],
  ])('%j', (head, delimiter, header) => {
    expect(detectDialect(head)).toMatchObject({ delimiter, header });
  });

  test('ragged rows do not hide the delimiter', () => {
    expect(detectDialect('a,b,c\n1,2\n1,2,3,4\n1\n')).toMatchObject({ delimiter: ',', header: ['a', 'b', 'c'] });
  });

  test('line ends are mixed only outside quotes', () => {
    expect(detectDialect('a,b\r\n"x\ny",2\r\n').mixedLineEnds).toBe(false);
    expect(detectDialect('a,b\r\n1, "x""\ny"\r\n').mixedLineEnds).toBe(false);
    expect(detectDialect('a,b\r\n5" x,2\n3" x,4\r\n').mixedLineEnds).toBe(true);
    expect(detectDialect('a,b\r\nx,2\n').mixedLineEnds).toBe(true);
    expect(detectDialect('a,b\r\nx,2\ry,3\n').mixedLineEnds).toBe(false);
  });

  test('where the header begins and ends', () => {
    expect(detectDialect('a,b\n1,2\n')).toMatchObject({ isHeaderFirstLine: true, isHeaderWhole: true });
    expect(detectDialect('\n\r\n\na,b\n')).toMatchObject({ isHeaderFirstLine: false, isHeaderWhole: true });
    expect(detectDialect('"a\nb",c\r\n')).toMatchObject({ isHeaderFirstLine: false, isHeaderWhole: true });
    expect(detectDialect('a,b')).toMatchObject({ isHeaderFirstLine: true, isHeaderWhole: false });
    expect(detectDialect('"a,b\n1,2\n').isHeaderWhole).toBe(false);
  });

  test('the first line break may be another than how lines end', () => {
    expect(detectDialect('"a\nb",c\r\n')).toMatchObject({ firstLineBreak: '\n', lineEnd: '\r\n' });
    expect(detectDialect('a,b\r1,2\r')).toMatchObject({ firstLineBreak: '\r', lineEnd: '\r' });
  });

  test('a delimiter at the very end has an empty field behind it', () => {
    expect(detectDialect('a,b,').header).toEqual(['a', 'b', '']);
  });

  test('an empty name in quotes is no blank line', () => {
    expect(detectDialect('""\n1\n').header).toEqual(['']);
  });

  test('quotes without end take no longer than others', () => {
    const nasty = `a,b\n${',"a"",""'.repeat(130_000)}`;
    expect(detectDialect(nasty).header).toEqual(['a', 'b']);
  });
});
