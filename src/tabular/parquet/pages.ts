import { decodeThriftPrefix, isStruct, type ThriftStruct, thriftField } from '../thrift-compact.ts';
import { DATA, DATA_V2, DICTIONARY, ENCODING, PAGE, PAGE_TYPE } from './format.ts';
import { MOST_BYTES } from './limits.ts';
import { unpackPage } from './unpack.ts';

/** Values of a dictionary, or of rows: those that are missing are not among them. */
export interface Page {
  readonly kind: 'dictionary' | 'data';
  /** How many values, of a data page with the missing ones. */
  readonly values: number;
  /** Whether values are written as they are, and not as places in the dictionary. */
  readonly isPlain: boolean;
  /** In runs, 1 for every value that is not missing; undefined where the column is never missing. */
  readonly levels: Uint8Array | undefined;
  readonly bytes: Uint8Array;
}

const LEVEL_LENGTH_BYTES = 4;
const FALSE = 2;

/**
 * The pages of a column chunk, in order.
 *
 * @param optional - whether values may be missing
 * @throws RangeError for what is damaged, or not of the kinds that are decoded here
 */
export function* pagesOf(chunk: Uint8Array, codec: number, optional: boolean): Generator<Page> {
  for (let at = 0; at < chunk.length; ) {
    const { struct, length } = decodeThriftPrefix(chunk.subarray(at));
    const [packedBytes, unpackedBytes] = [integer(struct, PAGE.compressedBytes), integer(struct, PAGE.bytes)];
    const start = at + length;
    at = start + packedBytes;
    if (at > chunk.length || unpackedBytes > MOST_BYTES) throw new RangeError(`a page of ${unpackedBytes} bytes`);
    const packed = chunk.subarray(start, at);
    const type = integer(struct, PAGE.type);
    if (type === PAGE_TYPE.data)
      yield dataPage(part(struct, PAGE.data), unpackPage(codec, packed, unpackedBytes), optional);
    else if (type === PAGE_TYPE.dictionary)
      yield dictionaryPage(part(struct, PAGE.dictionary), unpackPage(codec, packed, unpackedBytes));
    else if (type === PAGE_TYPE.dataV2)
      yield dataPageV2(part(struct, PAGE.dataV2), codec, packed, unpackedBytes, optional);
  }
}

function integer(struct: ThriftStruct, id: number): number {
  const value = thriftField(struct, id);
  if (typeof value === 'bigint' && value >= 0n && value < 2n ** 31n) return Number(value);
  throw new RangeError(`a page header's field ${id} is ${value}`);
}

function part(struct: ThriftStruct, id: number): ThriftStruct {
  const value = thriftField(struct, id);
  if (isStruct(value)) return value;
  throw new RangeError(`a page header lacks its field ${id}`);
}

function dictionaryPage(header: ThriftStruct, bytes: Uint8Array): Page {
  const encoding = integer(header, DICTIONARY.encoding);
  if (encoding !== ENCODING.plain && encoding !== ENCODING.plainDictionary) {
    throw new RangeError(`a dictionary in the encoding ${encoding}`);
  }
  return { kind: 'dictionary', values: integer(header, DICTIONARY.values), isPlain: true, levels: undefined, bytes };
}

function dataPage(header: ThriftStruct, bytes: Uint8Array, optional: boolean): Page {
  const values = {
    kind: 'data',
    values: integer(header, DATA.values),
    isPlain: isPlain(integer(header, DATA.encoding)),
  } as const;
  if (!optional) return { ...values, levels: undefined, bytes };
  if (integer(header, DATA.definitionLevels) !== ENCODING.runLengths) throw new RangeError('levels in an old encoding');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = LEVEL_LENGTH_BYTES + view.getUint32(0, true);
  return { ...values, levels: bytes.subarray(LEVEL_LENGTH_BYTES, end), bytes: bytes.subarray(end) };
}

/** Its levels are not packed, and are there even if they have no bytes. */
function dataPageV2(
  header: ThriftStruct,
  codec: number,
  packed: Uint8Array,
  unpackedBytes: number,
  optional: boolean,
): Page {
  const levelBytes = integer(header, DATA_V2.levelBytes);
  if (integer(header, DATA_V2.repetitionBytes) > 0) throw new RangeError('a list');
  const isPacked = header.fields.find(({ id }) => id === DATA_V2.isPacked)?.type !== FALSE;
  const values = packed.subarray(levelBytes);
  return {
    kind: 'data',
    values: integer(header, DATA_V2.values),
    isPlain: isPlain(integer(header, DATA_V2.encoding)),
    levels: optional ? packed.subarray(0, levelBytes) : undefined,
    bytes: isPacked ? unpackPage(codec, values, unpackedBytes - levelBytes) : values,
  };
}

function isPlain(encoding: number): boolean {
  if (encoding === ENCODING.plain) return true;
  if (encoding === ENCODING.dictionary || encoding === ENCODING.plainDictionary) return false;
  throw new RangeError(`values in the encoding ${encoding}`);
}
