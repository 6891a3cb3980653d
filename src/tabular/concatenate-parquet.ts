import { type FileHandle, open, truncate } from 'node:fs/promises';
import {
  decodeThrift,
  encodeThrift,
  isList,
  isStruct,
  type ThriftStruct,
  type ThriftValue,
  thriftField,
} from './thrift-compact.ts';

/** `PAR1`, at both ends of a file; before the last one stands the footer's length in four bytes. */
const MAGIC = Buffer.from('PAR1');
const TAIL_BYTES = 8;
const COPIED_BYTES = 4 << 20;

/** Ids of the fields that matter here, as in Parquet's own `parquet.thrift`. */
const FILE = { rows: 3, rowGroups: 4 } as const;
const ROW_GROUP = { columns: 1, fileOffset: 5, ordinal: 7 } as const;
const COLUMN_CHUNK = { fileOffset: 2, metadata: 3, offsetIndex: 4, columnIndex: 6 } as const;
const COLUMN_METADATA = { dataPage: 9, indexPage: 10, dictionaryPage: 11, bloomFilter: 14 } as const;

interface Footer {
  readonly metadata: ThriftStruct;
  /** Where the footer begins, in bytes from the start of the file. */
  readonly start: number;
}

/**
 * Adds the rows of other Parquet files to those of the first: row groups are copied as they are, only the footer is
 * written anew. All files must have the same schema, as those of one query over different data have.
 */
export async function concatenateParquet(first: string, others: readonly string[]): Promise<void> {
  if (others.length === 0) return;
  const output = await open(first, 'r+');
  try {
    const { metadata, start } = await readFooter(output);
    const rowGroups = [...rowGroupsOf(metadata)];
    let [rows, end] = [rowsOf(metadata), start];
    for (const other of others) {
      const appended = await append(other, output, end);
      const shift = BigInt(end - MAGIC.length);
      rowGroups.push(...rowGroupsOf(appended.metadata).map((group) => movedRowGroup(group, shift)));
      rows += rowsOf(appended.metadata);
      end += appended.start - MAGIC.length;
    }
    const elements = rowGroups.map((group, index) => withFields(group, { [ROW_GROUP.ordinal]: () => BigInt(index) }));
    const footer = encodeThrift(
      withFields(metadata, {
        [FILE.rows]: () => rows,
        [FILE.rowGroups]: (value) => (isList(value) ? { ...value, elements } : value),
      }),
    );
    const length = Buffer.alloc(4);
    length.writeUInt32LE(footer.length);
    const tail = Buffer.concat([footer, length, MAGIC]);
    await output.write(tail, 0, tail.length, end);
    await truncate(first, end + tail.length);
  } finally {
    await output.close();
  }
}

async function readFooter(file: FileHandle): Promise<Footer> {
  const { size } = await file.stat();
  const tail = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, size - TAIL_BYTES);
  const length = tail.buffer.readUInt32LE(0);
  const start = size - TAIL_BYTES - length;
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, start);
  return { metadata: decodeThrift(buffer), start };
}

/** Copies a file's row groups to `position` of the output. */
async function append(path: string, output: FileHandle, position: number): Promise<Footer> {
  const input = await open(path);
  try {
    const footer = await readFooter(input);
    const buffer = Buffer.alloc(COPIED_BYTES);
    for (let from = MAGIC.length; from < footer.start; ) {
      const wanted = Math.min(buffer.length, footer.start - from);
      const { bytesRead } = await input.read(buffer, 0, wanted, from);
      await output.write(buffer, 0, bytesRead, position + from - MAGIC.length);
      from += bytesRead;
    }
    return footer;
  } finally {
    await input.close();
  }
}

type Changes = Readonly<Record<number, (value: ThriftValue) => ThriftValue>>;

/** The struct with the values of some of its fields changed; fields that it does not have stay absent. */
const withFields = (struct: ThriftStruct, changes: Changes): ThriftStruct => ({
  fields: struct.fields.map((field) => ({ ...field, value: (changes[field.id] ?? same)(field.value) })),
});

const same = (value: ThriftValue): ThriftValue => value;

function rowGroupsOf(metadata: ThriftStruct): readonly ThriftStruct[] {
  const value = thriftField(metadata, FILE.rowGroups);
  return isList(value) ? value.elements.filter(isStruct) : [];
}

function rowsOf(metadata: ThriftStruct): bigint {
  const rows = thriftField(metadata, FILE.rows);
  return typeof rows === 'bigint' ? rows : 0n;
}

function movedRowGroup(rowGroup: ThriftStruct, shift: bigint): ThriftStruct {
  // Zero is what writers put where they give no offset.
  const moved = (value: ThriftValue) => (typeof value === 'bigint' && value > 0n ? value + shift : value);
  const movedMetadata = (value: ThriftValue) =>
    isStruct(value)
      ? withFields(value, Object.fromEntries(Object.values(COLUMN_METADATA).map((id) => [id, moved])))
      : value;
  const movedChunk = (value: ThriftValue) =>
    isStruct(value)
      ? withFields(value, {
          [COLUMN_CHUNK.fileOffset]: moved,
          [COLUMN_CHUNK.metadata]: movedMetadata,
          [COLUMN_CHUNK.offsetIndex]: moved,
          [COLUMN_CHUNK.columnIndex]: moved,
        })
      : value;
  return withFields(rowGroup, {
    [ROW_GROUP.columns]: (value) => (isList(value) ? { ...value, elements: value.elements.map(movedChunk) } : value),
    [ROW_GROUP.fileOffset]: moved,
  });
}
