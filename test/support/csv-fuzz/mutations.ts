import { below, type Random } from '#src/random.ts';

/** Damage to a file's bytes. */
type Mutation = (bytes: Buffer, random: Random) => Buffer;

const TELLING = '"\n\r,;\t|\0\\x0- _.eE+#=@';
const LINE_ENDS = ['\n', '\r\n', '\r', '\n\n', '\u2028'];
const ENCODINGS = ['latin1', 'utf16le', 'ascii', 'base64', 'hex'] as const;
/** What has meaning to one reader or another. */
const FRAGMENTS = [
  'NaN',
  'inf',
  '-Infinity',
  '1_000',
  '0x1F',
  '1e999',
  '9007199254740993',
  '2020-02-30',
  '١٢',
  '=1+1',
  '""',
  '"',
  'true',
  'NULL',
  '\uFEFF',
  '\u00A0',
  '\u0000',
  '😀',
  '1 ',
  ' 1',
  '1,5',
  '12:30',
];

const oneOf = <T>(values: ArrayLike<T>, random: Random): T => values[below(values.length, random)]!;

function splice(bytes: Buffer, at: number, removed: number, inserted: Uint8Array | string): Buffer {
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(inserted), bytes.subarray(at + removed)]);
}

/** Changes the lines, taken for what is between line feeds, whatever they are. */
const onLines =
  (change: (lines: string[], random: Random) => void): Mutation =>
  (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    change(lines, random);
    return Buffer.from(lines.join('\n'), 'latin1');
  };

/** Ways in which files go wrong, by name. */
export const mutations = {
  flipBit: (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = below(bytes.length, random);
    copy[at] = (copy[at] ?? 0) ^ (1 << below(8, random));
    return copy;
  },
  setByte: (bytes, random) => splice(bytes, below(bytes.length, random), 1, oneOf(TELLING, random)),
  insertBytes: (bytes, random) => {
    const inserted = Buffer.from(Array.from({ length: 1 + below(6, random) }, () => below(256, random)));
    return splice(bytes, below(bytes.length + 1, random), 0, inserted);
  },
  insertText: (bytes, random) => splice(bytes, below(bytes.length + 1, random), 0, oneOf(FRAGMENTS, random)),
  replaceText: (bytes, random) =>
    splice(bytes, below(bytes.length + 1, random), 1 + below(8, random), oneOf(FRAGMENTS, random)),
  remove: (bytes, random) => splice(bytes, below(bytes.length, random), 1 + below(20, random), ''),
  repeat: (bytes, random) => {
    const at = below(bytes.length, random);
    return splice(bytes, at, 0, bytes.subarray(at, at + 1 + below(60, random)));
  },
  cutEnd: (bytes, random) => bytes.subarray(0, below(bytes.length + 1, random)),
  cutBeginning: (bytes, random) => bytes.subarray(below(bytes.length + 1, random)),
  exchangeByte: (bytes, random) => {
    const [from, to] = [oneOf(TELLING, random).charCodeAt(0), oneOf(TELLING, random).charCodeAt(0)];
    return Buffer.from(bytes.map((byte) => (byte === from ? to : byte)));
  },
  changeLineEnds: (bytes, random) =>
    Buffer.from(
      bytes
        .toString('latin1')
        .replaceAll(/\r\n|\n|\r/g, () => (random() < 0.9 ? '\n' : oneOf(LINE_ENDS.slice(0, 4), random))),
      'latin1',
    ),
  oneLineEnd: (bytes, random) =>
    Buffer.from(bytes.toString('utf8').replaceAll(/\r\n|\n|\r/g, oneOf(LINE_ENDS, random))),
  recode: (bytes, random) => Buffer.from(bytes.toString('utf8'), oneOf(ENCODINGS, random)),
  byteOrderMark: (bytes, random) =>
    Buffer.concat([Buffer.from(oneOf(['efbbbf', 'fffe', 'feff', 'efbbbfefbbbf'], random), 'hex'), bytes]),
  longField: (bytes, random) =>
    splice(bytes, below(bytes.length + 1, random), 0, 'long '.repeat(10 ** below(5, random))),
  rowTooLong: (bytes, random) =>
    random() < 0.1 ? splice(bytes, below(bytes.length, random), 0, 'x'.repeat(2 ** 21)) : bytes,
  repeatHeader: onLines((lines) => lines.splice(0, 0, lines[0] ?? '')),
  repeatName: onLines((lines) => lines.splice(0, 1, `${lines[0]},${lines[0]}`)),
  blankName: onLines((lines) => lines.splice(0, 1, `${lines[0]},`)),
  dropHeader: onLines((lines) => lines.splice(0, 1)),
  swapLines: onLines((lines, random) => {
    const [a, b] = [below(lines.length, random), below(lines.length, random)];
    [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
  }),
  blankLines: onLines((lines, random) => lines.splice(below(lines.length, random), 0, '', '')),
  raggedRow: onLines((lines, random) => {
    const at = below(lines.length, random);
    lines[at] = random() < 0.5 ? `${lines[at]},more` : (lines[at] ?? '').replace(/[,;|\t][^,;|\t]*$/, '');
  }),
  shuffleColumns: onLines((lines) => {
    for (const [at, line] of lines.entries()) if (!line.includes('"')) lines[at] = line.split(',').reverse().join(',');
  }),
} as const satisfies Record<string, Mutation>;

export type MutationName = keyof typeof mutations;
