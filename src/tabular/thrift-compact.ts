/** Type codes of the compact protocol; a field that is true or false has its value in its type. */
const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, , STRUCT] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** The types that the fields of Parquet's own structs have. */
export const FIELD_TYPE = { i32: I32, i64: I64, binary: BINARY, list: LIST, struct: STRUCT } as const;

export interface ThriftField {
  readonly id: number;
  readonly type: number;
  readonly value: ThriftValue;
}

/** A value without its meaning: an integer, bytes (texts, doubles, single bytes), the fields of a struct, or a list. */
export type ThriftValue = bigint | Uint8Array | ThriftStruct | ThriftList | null;
export interface ThriftStruct {
  readonly fields: readonly ThriftField[];
}
export interface ThriftList {
  readonly elementType: number;
  readonly elements: readonly ThriftValue[];
}

export const isStruct = (value: ThriftValue | undefined): value is ThriftStruct =>
  typeof value === 'object' && value !== null && 'fields' in value;

export const isList = (value: ThriftValue | undefined): value is ThriftList =>
  typeof value === 'object' && value !== null && 'elements' in value;

/** The value of a struct's field; undefined where it has no such field. */
export const thriftField = (struct: ThriftStruct, id: number): ThriftValue | undefined =>
  struct.fields.find((field) => field.id === id)?.value;

/**
 * Reads a struct in Thrift's compact protocol, which Parquet footers are written in.
 *
 * @see https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
 * @throws RangeError when the bytes end too early or hold a type that Parquet does not use
 */
export function decodeThrift(bytes: Uint8Array): ThriftStruct {
  return decodeThriftPrefix(bytes).struct;
}

/** Like `decodeThrift`, of bytes that go on behind the struct, which Parquet's pages do. */
export function decodeThriftPrefix(bytes: Uint8Array): { readonly struct: ThriftStruct; readonly length: number } {
  const reader = new Reader(bytes);
  const struct = reader.struct();
  return { struct, length: reader.at };
}

class Reader {
  at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  struct(): ThriftStruct {
    const fields: ThriftField[] = [];
    let id = 0;
    for (let header = this.byte(); header !== 0; header = this.byte()) {
      const type = header & 15;
      id = header >> 4 === 0 ? Number(this.integer()) : id + (header >> 4);
      fields.push({ id, type, value: type === TRUE || type === FALSE ? null : this.value(type) });
    }
    return { fields };
  }

  private value(type: number): ThriftValue {
    switch (type) {
      case TRUE:
      case FALSE:
      case BYTE:
        return this.take(1);
      case I16:
      case I32:
      case I64:
        return this.integer();
      case DOUBLE:
        return this.take(8);
      case BINARY:
        return this.take(Number(this.varint()));
      case LIST:
      case SET:
        return this.list();
      case STRUCT:
        return this.struct();
      default:
        throw new RangeError(`type ${type} of the compact protocol is not used by Parquet`);
    }
  }

  private list(): ThriftList {
    const header = this.byte();
    const elementType = header & 15;
    const size = header >> 4 === 15 ? Number(this.varint()) : header >> 4;
    const elements: ThriftValue[] = [];
    for (let index = 0; index < size; index += 1) elements.push(this.value(elementType));
    return { elementType, elements };
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new RangeError(`the bytes end at ${this.bytes.length}`);
    return byte;
  }

  private take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError(`the bytes end at ${this.bytes.length}, before ${end}`);
    const taken = this.bytes.subarray(this.at, end);
    this.at = end;
    return taken;
  }

  private varint(): bigint {
    let low = 0;
    // Four bytes fit into a number, which is faster.
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      low |= (byte & 127) << shift;
      if (byte < 128) return BigInt(low);
    }
    let value = BigInt(low);
    for (let shift = 28n; ; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  }

  /** Zigzag: 0, -1, 1, -2, … are written as 0, 1, 2, 3, … */
  private integer(): bigint {
    const coded = this.varint();
    return (coded >> 1n) ^ -(coded & 1n);
  }
}

/** Writes what `decodeThrift` reads; fields must be in ascending order of their ids. */
export function encodeThrift(struct: ThriftStruct): Uint8Array {
  const parts: Uint8Array[] = [];
  writeStruct(struct, parts);
  return Buffer.concat(parts);
}

function writeStruct({ fields }: ThriftStruct, parts: Uint8Array[]): void {
  let before = 0;
  for (const { id, type, value } of fields) {
    const delta = id - before;
    if (delta > 0 && delta < 16) parts.push(Uint8Array.of((delta << 4) | type));
    else parts.push(Uint8Array.of(type), integer(BigInt(id)));
    if (value !== null) writeValue(type, value, parts);
    before = id;
  }
  parts.push(Uint8Array.of(0));
}

function writeValue(type: number, value: ThriftValue, parts: Uint8Array[]): void {
  if (typeof value === 'bigint') parts.push(integer(value));
  else if (isStruct(value)) writeStruct(value, parts);
  else if (isList(value)) writeList(value, parts);
  else if (value) parts.push(...(type === BINARY ? [varint(BigInt(value.length)), value] : [value]));
}

function writeList({ elementType, elements }: ThriftList, parts: Uint8Array[]): void {
  const isLong = elements.length >= 15;
  parts.push(Uint8Array.of(((isLong ? 15 : elements.length) << 4) | elementType));
  if (isLong) parts.push(varint(BigInt(elements.length)));
  for (const element of elements) writeValue(elementType, element, parts);
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127n; left >>= 7n) bytes.push(Number(left & 127n) | 128);
  bytes.push(Number(left));
  return Uint8Array.from(bytes);
}

const integer = (value: bigint): Uint8Array => varint(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
