import protobuf from 'protobufjs/minimal.js';

/** A field of a protocol-buffers message: its number and its value, by how it is written. */
export type Field = readonly [number, { readonly int: number } | { readonly float: number } | Uint8Array | string];

/** A protocol-buffers message of the given fields. */
export function message(...fields: readonly Field[]): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const [field, value] of fields) {
    if (typeof value === 'string') writer.uint32((field << 3) | 2).string(value);
    else if (value instanceof Uint8Array) writer.uint32((field << 3) | 2).bytes(value);
    else if ('int' in value) writer.uint32(field << 3).int64(value.int);
    else writer.uint32((field << 3) | 5).float(value.float);
  }
  return Uint8Array.from(writer.finish());
}

const FLOAT = 1;
const STRING = 8;

export const tensor = (name: string, dims: readonly number[], values: readonly number[], ...more: Field[]) =>
  message(
    ...dims.map((dim): Field => [1, { int: dim }]),
    [2, { int: FLOAT }],
    ...values.map((value): Field => [4, { float: value }]),
    [8, name],
    ...more,
  );

export const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  { domain, attributes = [] }: { domain?: string; attributes?: readonly Uint8Array[] } = {},
) =>
  message(
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [4, operator],
    ...attributes.map((attribute): Field => [5, attribute]),
    ...(domain === undefined ? [] : [[7, domain] as const]),
  );

const intAttribute = (name: string, value: number) => message([1, name], [3, { int: value }], [20, { int: 2 }]);

const value = (name: string, type: number, columns: number) => {
  const shape = message([1, message([2, 'N'])], [1, message([1, { int: columns }])]);
  return message([1, name], [2, message([1, message([1, { int: type }], [2, shape])])]);
};

export interface GraphParts {
  readonly nodes: readonly Uint8Array[];
  readonly tensors?: readonly Uint8Array[];
  readonly inputs?: readonly Uint8Array[];
  readonly outputs?: readonly Uint8Array[];
}

export const graph = ({ nodes, tensors = [], inputs = [], outputs = [] }: GraphParts) =>
  message(
    ...nodes.map((part): Field => [1, part]),
    [2, 'tiny'],
    ...tensors.map((part): Field => [5, part]),
    ...inputs.map((part): Field => [11, part]),
    ...outputs.map((part): Field => [12, part]),
  );

export const model = (graphBytes: Uint8Array, ...more: Field[]) =>
  message(
    [1, { int: 8 }],
    [7, graphBytes],
    [8, message([1, ''], [2, { int: 17 }])],
    [8, message([1, 'ai.onnx.ml'], [2, { int: 3 }])],
    ...more,
  );

export interface TinyModel {
  /** [columns][outputs]: an output is the weighted sum of the columns, where a missing number counts 0. */
  readonly weights: readonly (readonly number[])[];
  readonly task: 'classification' | 'regression';
  /** Makes the last columns text columns; a text counts as its number here, any other text 0. */
  readonly texts?: { readonly columns: number; readonly numbers: Readonly<Record<string, number>> };
}

/** A linear model with the inputs and outputs of our own graphs; softmax makes probabilities of a classification. */
export function tinyModel({ weights, task, texts }: TinyModel): Uint8Array {
  const outputs = weights[0]!.length;
  const numberColumns = weights.length - (texts?.columns ?? 0);
  const [result, last] =
    task === 'regression'
      ? ['prediction', node('Identity', ['sum'], 'prediction')]
      : ['probabilities', node('Softmax', ['sum'], 'probabilities', { attributes: [intAttribute('axis', 1)] })];
  const encoded = texts ? encodeTexts(texts.numbers, numberColumns > 0) : [];
  return model(
    graph({
      nodes: [
        ...encoded,
        node('IsNaN', [texts ? 'x' : 'numbers'], 'missing'),
        node('Where', ['missing', 'zero', texts ? 'x' : 'numbers'], 'filled'),
        node('MatMul', ['filled', 'weights'], 'sum'),
        last,
      ],
      tensors: [tensor('zero', [1], [0]), tensor('weights', [weights.length, outputs], weights.flat())],
      inputs: [
        ...(numberColumns > 0 ? [value('numbers', FLOAT, numberColumns)] : []),
        ...(texts ? [value('strings', STRING, texts.columns)] : []),
      ],
      outputs: [value(result, FLOAT, outputs)],
    }),
  );
}

function encodeTexts(numbers: Readonly<Record<string, number>>, withNumbers: boolean): Uint8Array[] {
  const entries = Object.entries(numbers);
  const keys = message([1, 'keys_strings'], ...entries.map(([key]): Field => [9, key]), [20, { int: 8 }]);
  const values = entries.map(([, number]): Field => [7, { float: number }]);
  const attributes = [keys, message([1, 'values_floats'], ...values, [20, { int: 6 }])];
  const fallback = message([1, 'default_float'], [2, { float: 0 }], [20, { int: 1 }]);
  const encode = node('LabelEncoder', ['strings'], 'codes', {
    domain: 'ai.onnx.ml',
    attributes: [...attributes, fallback],
  });
  const inputs = withNumbers ? ['numbers', 'codes'] : ['codes'];
  return [encode, node('Concat', inputs, 'x', { attributes: [intAttribute('axis', 1)] })];
}
