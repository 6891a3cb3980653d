import { encodeThrift, FIELD_TYPE, type ThriftField, type ThriftStruct, type ThriftValue } from '../thrift-compact.ts';
import { CHUNK, CODEC, DATA, ELEMENT, ENCODING, FILE, METADATA, PAGE, PAGE_TYPE, ROW_GROUP } from './format.ts';

const [FLOAT, OPTIONAL] = [4, 1];

/** Where a column's values of one row group are. */
export interface WrittenChunk {
  readonly name: string;
  readonly rows: number;
  /** Of its page, in bytes from the start of the file. */
  readonly position: number;
  /** Before it was compressed, with its header. */
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** What stands before the values of a page. */
export const pageHeader = (rows: number, bytes: number, compressedBytes: number): Uint8Array =>
  encodeThrift({
    fields: [
      i32(PAGE.type, PAGE_TYPE.data),
      i32(PAGE.bytes, bytes),
      i32(PAGE.compressedBytes, compressedBytes),
      struct(PAGE.data, [
        i32(DATA.values, rows),
        i32(DATA.encoding, ENCODING.plain),
        i32(DATA.definitionLevels, ENCODING.runLengths),
        i32(DATA.repetitionLevels, ENCODING.runLengths),
      ]),
    ],
  });

/** The end of a file of float32 columns that may be missing. */
export function footer(names: readonly string[], rowGroups: readonly (readonly WrittenChunk[])[]): Uint8Array {
  const root = { fields: [text(ELEMENT.name, 'schema'), i32(ELEMENT.children, names.length)] };
  const leaves = names.map((name) => ({
    fields: [i32(ELEMENT.type, FLOAT), i32(ELEMENT.repetition, OPTIONAL), text(ELEMENT.name, name)],
  }));
  const rows = rowGroups.reduce((sum, chunks) => sum + rowsOf(chunks), 0);
  return encodeThrift({
    fields: [
      i32(FILE.version, 1),
      list(FILE.schema, FIELD_TYPE.struct, [root, ...leaves]),
      i64(FILE.rows, rows),
      list(FILE.rowGroups, FIELD_TYPE.struct, rowGroups.map(describeRowGroup)),
      text(FILE.createdBy, 'driftloop'),
    ],
  });
}

const rowsOf = ([first]: readonly WrittenChunk[]): number => first?.rows ?? 0;

const describeRowGroup = (chunks: readonly WrittenChunk[]): ThriftStruct => ({
  fields: [
    list(ROW_GROUP.columns, FIELD_TYPE.struct, chunks.map(describeChunk)),
    i64(
      ROW_GROUP.bytes,
      chunks.reduce((sum, { bytes }) => sum + bytes, 0),
    ),
    i64(ROW_GROUP.rows, rowsOf(chunks)),
  ],
});

const describeChunk = ({ name, rows, position, bytes, compressedBytes }: WrittenChunk): ThriftStruct => ({
  fields: [
    i64(CHUNK.fileOffset, 0),
    struct(CHUNK.metadata, [
      i32(METADATA.type, FLOAT),
      list(METADATA.encodings, FIELD_TYPE.i32, [ENCODING.plain, ENCODING.runLengths].map(BigInt)),
      list(METADATA.path, FIELD_TYPE.binary, [Buffer.from(name)]),
      i32(METADATA.codec, CODEC.zstd),
      i64(METADATA.values, rows),
      i64(METADATA.bytes, bytes),
      i64(METADATA.compressedBytes, compressedBytes),
      i64(METADATA.dataPage, position),
    ]),
  ],
});

const i32 = (id: number, value: number): ThriftField => ({ id, type: FIELD_TYPE.i32, value: BigInt(value) });
const i64 = (id: number, value: number): ThriftField => ({ id, type: FIELD_TYPE.i64, value: BigInt(value) });
const text = (id: number, value: string): ThriftField => ({ id, type: FIELD_TYPE.binary, value: Buffer.from(value) });
const struct = (id: number, fields: readonly ThriftField[]): ThriftField => ({
  ...{ id, type: FIELD_TYPE.struct },
  value: { fields },
});
const list = (id: number, elementType: number, elements: readonly ThriftValue[]): ThriftField => ({
  ...{ id, type: FIELD_TYPE.list },
  value: { elementType, elements },
});
