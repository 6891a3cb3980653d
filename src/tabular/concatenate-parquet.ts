import { type FileHandle, open, truncate } from 'node:fs/promises';
import { CHUNK, FILE, MAGIC, METADATA, ROW_GROUP, TAIL_BYTES } from './parquet/format.ts';
import {
  decodeThrift,
  encodeThrift,
  isList,
  isStruct,
  type ThriftStruct,
  type ThriftValue,
  thriftField,
} from './thrift-compact.ts';

const COPIED_BYTES = 4 << 20;

/** What says where things of a column are in the file. */
const OFFSETS = [METADATA.dataPage, METADATA.indexPage, METADATA.dictionaryPage, METADATA.bloomFilter];

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
    isStruct(value) ? withFields(value, Object.fromEntries(OFFSETS.map((id) => [id, moved]))) : value;
  const movedChunk = (value: ThriftValue) =>
    isStruct(value)
      ? withFields(value, {
          [CHUNK.fileOffset]: moved,
          [CHUNK.metadata]: movedMetadata,
          [CHUNK.offsetIndex]: moved,
          [CHUNK.columnIndex]: moved,
        })
      : value;
  return withFields(rowGroup, {
    [ROW_GROUP.columns]: (value) => (isList(value) ? { ...value, elements: value.elements.map(movedChunk) } : value),
    [ROW_GROUP.fileOffset]: moved,
  });
}
