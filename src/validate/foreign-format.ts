/** First bytes → what such a file is. */
const SIGNATURES: readonly (readonly [bytes: string, kind: string])[] = [
  ['PK\x03\x04', 'a ZIP archive or an Excel workbook'],
  ['\xd0\xcf\x11\xe0', 'an old Excel or Word file'],
  ['%PDF', 'a PDF document'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['GIF8', 'a GIF picture'],
  ['\x1f\x8b', 'compressed twice'],
  ['\x28\xb5\x2f\xfd', 'compressed twice'],
  ['BZh', 'compressed with bzip2'],
  ['\xfd7zXZ', 'compressed with xz'],
  ['SQLite format 3\x00', 'an SQLite database'],
  ['ARROW1', 'an Arrow file'],
  ['Obj\x01', 'an Avro file'],
  ['\x89HDF', 'an HDF5 file'],
  ['\x80\x04', 'a Python pickle'],
  ['\x7fELF', 'a program'],
  ['PAR1', 'a Parquet file compressed once more'],
];

const UTF16_BOMS = ['\xff\xfe', '\xfe\xff'];

export interface ForeignFormat {
  readonly rule: 'readable' | 'encoding';
  readonly message: string;
}

/**
 * Says what a file is that cannot be CSV, by its first bytes; undefined when it may be CSV.
 *
 * @param head - the first bytes after decompression
 */
export function foreignFormat(head: Buffer): ForeignFormat | undefined {
  const start = head.subarray(0, 1024).toString('latin1');
  if (UTF16_BOMS.some((bom) => start.startsWith(bom)) || looksLikeUtf16(head)) {
    return { rule: 'encoding', message: 'the file is UTF-16; save it as UTF-8' };
  }
  const signature = SIGNATURES.find(([bytes]) => start.startsWith(bytes));
  if (signature) return unreadable(`it is ${signature[1]}`);
  const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (text.startsWith('<')) return unreadable('it is HTML or XML');
  if (/^(\{|\[)/.test(text)) return unreadable('it is JSON');
  const zero = head.indexOf(0);
  return zero === -1 ? undefined : unreadable(`it holds binary data (a zero byte at offset ${zero})`);
}

const unreadable = (reason: string): ForeignFormat => ({
  rule: 'readable',
  message: `not a CSV or Parquet file: ${reason}; upload the rows as UTF-8 CSV or as Parquet`,
});

/** Latin text in UTF-16 has a zero in nearly every second byte, always at the same parity. */
function looksLikeUtf16(head: Buffer): boolean {
  const sample = head.subarray(0, 512);
  if (sample.length < 8) return false;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  return Math.min(even, odd) === 0 && Math.max(even, odd) > sample.length / 4;
}
