import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Storage } from '../storage.ts';
import { decodeThrift, isList, isStruct, type ThriftStruct, type ThriftValue, thriftField } from '../thrift-compact.ts';
import { CHUNK, ELEMENT, ENCODING, FILE, MAGIC, METADATA, NOTE, ROW_GROUP, TAIL_BYTES } from './format.ts';
import { MOST_BYTES, MOST_FOOTER_BYTES } from './limits.ts';
import { canUnpack } from './unpack.ts';

/** Parquet's types, by its numbers for them. */
const PHYSICAL_TYPES = ['boolean', 'int32', 'int64', undefined, 'float', 'double', 'bytes'] as const;

/** How a column's values are written; `microseconds` are an int64 since 1970. */
export type PhysicalType = NonNullable<(typeof PHYSICAL_TYPES)[number]> | 'microseconds';

/** The values of a column in one row group: pages one after the other. */
export interface ColumnChunk {
  readonly offset: number;
  readonly bytes: number;
  readonly codec: number;
  readonly values: number;
}

/** A top-level column whose values can be decoded here. */
export interface PlainColumn {
  readonly storage: Storage;
  readonly type: PhysicalType;
  /** Values may be missing. */
  readonly optional: boolean;
  readonly chunks: readonly ColumnChunk[];
}

/** What the end of a Parquet file says of it. */
export interface ParquetFooter {
  readonly rowCount: number;
  /** Names as the schema has them. */
  readonly names: readonly string[];
  /** In the order of the names; undefined where another decoder is needed. */
  readonly columns: readonly (PlainColumn | undefined)[];
  /** What writers note beside the data. */
  readonly notes: ReadonlyMap<string, string>;
}

const REPETITION = { required: 0n, optional: 1n } as const;

/** What a column's values mean, by the number of its converted type; where there is none they are what they are. */
const TEXT = 0n;
const MICROSECONDS = 10n;
const SIGNED_INTEGERS: readonly ThriftValue[] = [15n, 16n, 17n, 18n];

const ENCODINGS: readonly ThriftValue[] = Object.values(ENCODING).map(BigInt);

/** @throws RangeError for what is no Parquet file, or a damaged or encrypted one */
export function readFooter(path: string): ParquetFooter {
  const file = decodeThrift(footerBytes(path));
  const [root, ...elements] = structs(thriftField(file, FILE.schema)).map(elementOf);
  const tops = topLevel(elements);
  if (tops.length !== root?.children) throw new RangeError('the schema is not a tree');
  const groups = structs(thriftField(file, FILE.rowGroups)).map((group) =>
    structs(thriftField(group, ROW_GROUP.columns)),
  );
  return {
    rowCount: numberOf(thriftField(file, FILE.rows)),
    names: tops.map(({ element }) => element.name),
    columns: tops.map(({ element, leaf }) =>
      plainColumn(
        element,
        groups.map((chunks) => chunks[leaf]),
      ),
    ),
    notes: new Map(
      structs(thriftField(file, FILE.notes)).map((note) => [
        textOf(thriftField(note, NOTE.key)),
        textOf(thriftField(note, NOTE.value)),
      ]),
    ),
  };
}

function footerBytes(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size < MAGIC.length + TAIL_BYTES) throw new RangeError(`${size} bytes are no Parquet file`);
    const [head, tail] = [Buffer.alloc(MAGIC.length), Buffer.alloc(TAIL_BYTES)];
    readSync(file, head, 0, head.length, 0);
    readSync(file, tail, 0, TAIL_BYTES, size - TAIL_BYTES);
    const length = tail.readUInt32LE();
    const isParquet = head.equals(MAGIC) && tail.subarray(4).equals(MAGIC);
    if (!isParquet || length > Math.min(size - TAIL_BYTES, MOST_FOOTER_BYTES))
      throw new RangeError('this is no Parquet file');
    const footer = Buffer.alloc(length);
    readSync(file, footer, 0, length, size - TAIL_BYTES - length);
    return footer;
  } finally {
    closeSync(file);
  }
}

const structs = (value: ThriftValue | undefined): ThriftStruct[] =>
  isList(value) ? value.elements.filter(isStruct) : [];

const numberOf = (value: ThriftValue | undefined): number => (typeof value === 'bigint' ? Number(value) : 0);

const textOf = (value: ThriftValue | undefined): string =>
  value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length).toString() : '';

interface SchemaElement {
  readonly name: string;
  readonly children: number;
  /** Undefined where its values are not decoded here. */
  readonly kind: Pick<PlainColumn, 'storage' | 'type' | 'optional'> | undefined;
}

function elementOf(element: ThriftStruct): SchemaElement {
  const children = numberOf(thriftField(element, ELEMENT.children));
  return {
    name: textOf(thriftField(element, ELEMENT.name)),
    children,
    kind: children === 0 ? kindOf(element) : undefined,
  };
}

function kindOf(element: ThriftStruct): SchemaElement['kind'] {
  const type = typeOf(element);
  if (!type) return undefined;
  const storage = type === 'microseconds' ? 'timestamp' : storageOf(type, element);
  const repetition = thriftField(element, ELEMENT.repetition);
  const optional = repetition === REPETITION.optional;
  return storage && (optional || repetition === REPETITION.required) ? { type, storage, optional } : undefined;
}

function typeOf(element: ThriftStruct): PhysicalType | undefined {
  const type = PHYSICAL_TYPES[numberOf(thriftField(element, ELEMENT.type))];
  const isTime = type === 'int64' && thriftField(element, ELEMENT.convertedType) === MICROSECONDS;
  return isTime ? 'microseconds' : type;
}

/** As the engine sees it; undefined for a meaning that it knows better. */
function storageOf(type: Exclude<PhysicalType, 'microseconds'>, element: ThriftStruct): Storage | undefined {
  const meaning = thriftField(element, ELEMENT.convertedType);
  if (type === 'bytes') return meaning === TEXT ? 'string' : undefined;
  const isAsItIs = meaning === undefined && thriftField(element, ELEMENT.logicalType) === undefined;
  if (type === 'int32' || type === 'int64') {
    return isAsItIs || (meaning !== undefined && SIGNED_INTEGERS.includes(meaning)) ? 'integer' : undefined;
  }
  if (!isAsItIs) return undefined;
  return type === 'boolean' ? 'boolean' : 'float';
}

/** The schema is a tree in depth-first order; only its leaves have chunks. */
function topLevel(elements: readonly SchemaElement[]): { element: SchemaElement; leaf: number }[] {
  const tops: { element: SchemaElement; leaf: number }[] = [];
  let [inside, leaf] = [0, 0];
  for (const element of elements) {
    if (inside === 0) tops.push({ element, leaf });
    inside = Math.max(inside - 1, 0) + element.children;
    if (element.children === 0) leaf += 1;
  }
  return tops;
}

function plainColumn({ kind }: SchemaElement, chunks: readonly (ThriftStruct | undefined)[]): PlainColumn | undefined {
  if (!kind) return undefined;
  const known = chunks.map((chunk) => chunk && chunkOf(chunk)).filter((chunk) => chunk !== undefined);
  return known.length === chunks.length ? { ...kind, chunks: known } : undefined;
}

function chunkOf(chunk: ThriftStruct): ColumnChunk | undefined {
  const metadata = thriftField(chunk, CHUNK.metadata);
  const isElsewhere = [CHUNK.otherFile, CHUNK.encryption].some((id) => thriftField(chunk, id) !== undefined);
  if (!isStruct(metadata) || isElsewhere) return undefined;
  const encodings = thriftField(metadata, METADATA.encodings);
  const codec = numberOf(thriftField(metadata, METADATA.codec));
  const bytes = numberOf(thriftField(metadata, METADATA.compressedBytes));
  const isPlain = isList(encodings) && encodings.elements.every((encoding) => ENCODINGS.includes(encoding));
  if (!isPlain || !canUnpack(codec) || bytes > MOST_BYTES) return undefined;
  const dictionary = numberOf(thriftField(metadata, METADATA.dictionaryPage));
  const data = numberOf(thriftField(metadata, METADATA.dataPage));
  // Zero is what writers put where they have no dictionary.
  const offset = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { offset, bytes, codec, values: numberOf(thriftField(metadata, METADATA.values)) };
}
