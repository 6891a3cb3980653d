import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { CsvScanner, type Finding } from '#src/validate/csv-scanner.ts';

function scan(text: string, { delimiter = ',', mixedLineEnds = false, chunk = text.length } = {}) {
  const findings: Finding[] = [];
  const scanner = new CsvScanner({ delimiter, mixedLineEnds }, (finding) => findings.push(finding));
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += chunk) scanner.push(bytes.subarray(at, at + chunk));
  scanner.end();
  return { findings, rows: scanner.rows, line: scanner.line };
}

describe('CsvScanner', () => {
  test.each([
    ['a,b\n1,2\n3,4\n', 2],
    ['a,b\r\n1,2\r\n3,4', 2],
    ['a,b\r1,2\r', 1],
    ['a\n\n1\n\n', 1],
    ['a,b\n"1\n,""x""\r\n",2\n', 1],
    ['a,b\n1"2,3\n', 1],
    ['a,b\n,\n', 1],
    ['a, "b"\n "1" , ","\n', 1],
    ['a\n "1\n2"\n  "\n', 2],
    ['a,b', 0],
    ['', 0],
  ])('%j is sound', (text, rows) => {
    expect(scan(text)).toMatchObject({ findings: [], rows });
  });

  test('findings name the row', () => {
    expect(scan('a,b\n1,2\n1\n"x" y,2\n1,2,3\r\n"').findings).toEqual([
      { row: 2, rule: 'ragged', message: 'expected 2 fields, got 1' },
      { row: 3, rule: 'readable', message: expect.stringContaining('closing quote') },
      { row: 4, rule: 'ragged', message: 'expected 2 fields, got 3' },
      { row: 4, rule: 'readable', message: 'the line ends in CR LF, those before it in LF' },
      { row: 5, rule: 'readable', message: 'a quote is opened and never closed' },
    ]);
  });

  test('a broken quote in the header has no row', () => {
    expect(scan('"a"b,c\n1,2\n').findings).toEqual([
      { rule: 'readable', message: expect.stringContaining('closing quote') },
    ]);
  });

  test('mixed line ends are fine where the dialect says so', () => {
    expect(scan('a,b\n1,2\r\n3,4\n', { mixedLineEnds: true })).toMatchObject({ findings: [], rows: 2 });
    expect(scan('a,b\n1,2\r3,4\r\n', { mixedLineEnds: true }).findings).toMatchObject([
      { row: 1, message: 'the line ends in CR, those before it in LF' },
      { row: 2, message: 'the line ends in CR LF, those before it in CR' },
    ]);
  });

  const soup = fc.string({ unit: fc.constantFrom('a', ' ', '1', ',', '"', '\n', '\r', '\r\n', '""', ',,') });
  property.prop([soup, fc.integer({ min: 1, max: 5 })])(
    'how the bytes are cut up makes no difference',
    (text, chunk) => {
      expect(scan(text, { chunk })).toEqual(scan(text));
    },
  );

  const field = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', 'é') });
  property.prop([fc.array(fc.tuple(field, field))])('quoted fields are always sound', (rows) => {
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const lines = [['x', 'y'], ...rows].map((row) => `${row.map(quoted).join(',')}\n`);
    expect(scan(lines.join(''))).toMatchObject({ findings: [], rows: rows.length });
  });
});
