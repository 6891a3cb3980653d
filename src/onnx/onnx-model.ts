import protobuf from 'protobufjs/light.js';

/** ONNX's TensorProto.DataType, the values used here. */
export const DATA_TYPE = { float: 1, uint8: 2, int64: 7, string: 8, double: 11 } as const;

/** ONNX's AttributeProto.AttributeType, the values used here. */
const ATTRIBUTE_TYPE = { f: 1, i: 2, s: 3, t: 4, floats: 6, ints: 7, strings: 8 } as const;

/** An attribute's value by the field that holds it. */
export type AttributeValue =
  | { readonly f: number }
  | { readonly i: number }
  | { readonly s: string }
  | { readonly floats: readonly number[] }
  | { readonly ints: readonly number[] }
  | { readonly strings: readonly string[] }
  /** Float32 as a tensor of one dimension, or numbers of a byte each. */
  | { readonly tensor: readonly number[] }
  | { readonly bytes: readonly number[] };

export interface OnnxNode {
  readonly opType: string;
  /** '' is ai.onnx. */
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A constant of the graph; integers are for positions and axes. */
export interface OnnxConstant {
  readonly name: string;
  readonly type: 'float' | 'double' | 'int64';
  readonly dims: readonly number[];
  readonly values: readonly number[];
}

export interface OnnxValue {
  readonly name: string;
  readonly type: keyof typeof DATA_TYPE;
  /** A text is a dimension known only at run time. */
  readonly dims: readonly (number | string)[];
}

export interface OnnxModel {
  readonly graphName: string;
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Of ai.onnx.ml; default 3, which every ONNX Runtime since 1.12 reads. */
  readonly mlVersion?: keyof typeof IR_VERSION;
}

/** By the version of ai.onnx.ml. */
const IR_VERSION = { 3: 8, 5: 10 } as const;
const ONNX_VERSION = 17;

/** Writes the model as an ONNX file; the same model gives the same bytes. */
export function encodeModel(model: OnnxModel): Uint8Array {
  const ModelProto = modelProto();
  const graph = {
    name: model.graphName,
    node: model.nodes.map(nodeProto),
    initializer: model.constants.map(tensorProto),
    input: model.inputs.map(valueProto),
    output: model.outputs.map(valueProto),
  };
  const metadataProps = Object.entries(model.metadata).map(([key, value]) => ({ key, value }));
  const { mlVersion = 3 } = model;
  const opsetImport = [
    { domain: '', version: ONNX_VERSION },
    { domain: 'ai.onnx.ml', version: mlVersion },
  ];
  return ModelProto.encode({
    irVersion: IR_VERSION[mlVersion],
    producerName: 'driftloop',
    graph,
    opsetImport,
    metadataProps,
  }).finish();
}

const nodeProto = ({ opType, domain, input, output, attributes }: OnnxNode) => ({
  input,
  output,
  name: output[0],
  opType,
  ...(domain !== '' && { domain }),
  attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
});

function attributeProto(name: string, value: AttributeValue) {
  if ('f' in value) return { name, type: ATTRIBUTE_TYPE.f, f: value.f };
  if ('i' in value) return { name, type: ATTRIBUTE_TYPE.i, i: value.i };
  if ('s' in value) return { name, type: ATTRIBUTE_TYPE.s, s: utf8(value.s) };
  if ('floats' in value) return { name, type: ATTRIBUTE_TYPE.floats, floats: value.floats };
  if ('ints' in value) return { name, type: ATTRIBUTE_TYPE.ints, ints: value.ints };
  if ('strings' in value) return { name, type: ATTRIBUTE_TYPE.strings, strings: value.strings.map(utf8) };
  return { name, type: ATTRIBUTE_TYPE.t, t: 'tensor' in value ? floatTensor(value.tensor) : byteTensor(value.bytes) };
}

const floatTensor = (values: readonly number[]) => ({
  ...{ dims: [values.length], dataType: DATA_TYPE.float, floatData: values },
});

const byteTensor = (values: readonly number[]) => ({
  ...{ dims: [values.length], dataType: DATA_TYPE.uint8, int32Data: values },
});

const VALUES_FIELD = { float: 'floatData', double: 'doubleData', int64: 'int64Data' } as const;

const tensorProto = ({ name, type, dims, values }: OnnxConstant) => ({
  name,
  dims,
  dataType: DATA_TYPE[type],
  [VALUES_FIELD[type]]: values,
});

const valueProto = ({ name, type, dims }: OnnxValue) => ({
  name,
  type: {
    tensorType: {
      elemType: DATA_TYPE[type],
      shape: { dim: dims.map((dim) => (typeof dim === 'string' ? { dimParam: dim } : { dimValue: dim })) },
    },
  },
});

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);

let parsed: protobuf.Type | undefined;

/** ONNX's message of a whole model, with the fields that are written here. */
export function modelProto(): protobuf.Type {
  parsed ??= protobuf.Root.fromJSON({ nested: MESSAGES }).lookupType('ModelProto');
  return parsed;
}

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated', type, id });
const packed = (type: string, id: number) => ({ rule: 'repeated', type, id, options: { packed: true } });

/**
 * The messages and fields of ONNX that are written here, with the field numbers of onnx.proto.
 * @see https://github.com/onnx/onnx/blob/v1.18.0/onnx/onnx.proto
 */
const MESSAGES: Record<string, protobuf.IType> = {
  ModelProto: {
    fields: {
      irVersion: one('int64', 1),
      producerName: one('string', 2),
      graph: one('GraphProto', 7),
      opsetImport: many('OperatorSetIdProto', 8),
      metadataProps: many('StringStringEntryProto', 14),
    },
  },
  OperatorSetIdProto: { fields: { domain: one('string', 1), version: one('int64', 2) } },
  StringStringEntryProto: { fields: { key: one('string', 1), value: one('string', 2) } },
  GraphProto: {
    fields: {
      node: many('NodeProto', 1),
      name: one('string', 2),
      initializer: many('TensorProto', 5),
      input: many('ValueInfoProto', 11),
      output: many('ValueInfoProto', 12),
    },
  },
  NodeProto: {
    fields: {
      input: many('string', 1),
      output: many('string', 2),
      name: one('string', 3),
      opType: one('string', 4),
      attribute: many('AttributeProto', 5),
      domain: one('string', 7),
    },
  },
  AttributeProto: {
    fields: {
      name: one('string', 1),
      f: one('float', 2),
      i: one('int64', 3),
      s: one('bytes', 4),
      t: one('TensorProto', 5),
      floats: packed('float', 7),
      ints: packed('int64', 8),
      strings: many('bytes', 9),
      type: one('int32', 20),
    },
  },
  TensorProto: {
    fields: {
      dims: packed('int64', 1),
      dataType: one('int32', 2),
      floatData: packed('float', 4),
      int32Data: packed('int32', 5),
      int64Data: packed('int64', 7),
      name: one('string', 8),
      doubleData: packed('double', 10),
    },
  },
  ValueInfoProto: { fields: { name: one('string', 1), type: one('TypeProto', 2) } },
  TypeProto: { fields: { tensorType: one('TensorTypeProto', 1) } },
  TensorTypeProto: { fields: { elemType: one('int32', 1), shape: one('TensorShapeProto', 2) } },
  TensorShapeProto: { fields: { dim: many('DimensionProto', 1) } },
  DimensionProto: { fields: { dimValue: one('int64', 1), dimParam: one('string', 2) } },
};
