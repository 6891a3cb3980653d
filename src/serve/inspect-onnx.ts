import protobuf from 'protobufjs/minimal.js';
import { IntegrityError } from '../errors.ts';

/** What a model file asks for, found without running it. */
export interface OnnxContents {
  /** Operator domains that nodes name, those of sub-graphs and functions included; '' is ai.onnx. */
  readonly domains: ReadonlySet<string>;
  /** Whether a tensor's values are in another file, which a session would open. */
  readonly hasExternalData: boolean;
}

type Message = 'model' | 'graph' | 'node' | 'attribute' | 'function' | 'tensor' | 'sparseTensor' | 'training';

/**
 * Field numbers of the messages that can hold a node or a tensor, from onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
 */
const NESTED: Readonly<Record<Message, Readonly<Record<number, Message>>>> = {
  model: { 7: 'graph', 20: 'training', 25: 'function' },
  training: { 1: 'graph', 2: 'graph' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparseTensor' },
  function: { 7: 'node', 11: 'attribute' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparseTensor', 23: 'sparseTensor' },
  sparseTensor: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
};

const NODE_DOMAIN = 7;
const TENSOR_EXTERNAL_DATA = 13;
const TENSOR_DATA_LOCATION = 14;
const VARINT = 0;
const LENGTH_DELIMITED = 2;
/** Sub-graphs within sub-graphs; our own graphs have none. */
const MAX_DEPTH = 64;

/** @throws IntegrityError when the bytes are not a protocol-buffers message of ONNX's shape */
export function inspectOnnx(bytes: Uint8Array): OnnxContents {
  const found = { domains: new Set<string>(), hasExternalData: false };
  try {
    visit(protobuf.Reader.create(bytes), bytes.length, 'model', found, 0);
  } catch (cause) {
    throw new IntegrityError('the model is not a readable ONNX file: train or push it again', { cause });
  }
  return found;
}

interface Findings {
  readonly domains: Set<string>;
  hasExternalData: boolean;
}

function visit(reader: protobuf.Reader, end: number, message: Message, found: Findings, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError(`nested deeper than ${MAX_DEPTH} levels`);
  if (end > reader.len) throw new RangeError('a message ends beyond the file');
  while (reader.pos < end) {
    const tag = reader.uint32();
    const [field, wireType] = [tag >>> 3, tag & 7];
    const nested = wireType === LENGTH_DELIMITED ? NESTED[message][field] : undefined;
    if (nested) {
      const length = reader.uint32();
      visit(reader, reader.pos + length, nested, found, depth + 1);
    } else readField(reader, message, field, wireType, found);
  }
  if (reader.pos !== end) throw new RangeError('a field ends beyond its message');
}

function readField(reader: protobuf.Reader, message: Message, field: number, wireType: number, found: Findings): void {
  if (message === 'node' && field === NODE_DOMAIN && wireType === LENGTH_DELIMITED) {
    found.domains.add(reader.string());
  } else if (message === 'tensor' && field === TENSOR_DATA_LOCATION && wireType === VARINT) {
    found.hasExternalData ||= reader.uint32() !== 0;
  } else {
    if (message === 'tensor' && field === TENSOR_EXTERNAL_DATA) found.hasExternalData = true;
    reader.skipType(wireType);
  }
}
