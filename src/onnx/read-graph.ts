import { z } from 'zod';
import { IntegrityError } from '../errors.ts';
import { modelProto } from './onnx-model.ts';

/** Infinite and missing ones, too. */
const Float = z.custom<number>((value) => typeof value === 'number');

const Attribute = z.object({
  name: z.string(),
  i: z.int().optional(),
  floats: z.array(Float).optional(),
  ints: z.array(z.int()).optional(),
  t: z.object({ floatData: z.array(Float).default([]), int32Data: z.array(z.int()).default([]) }).optional(),
  strings: z.array(z.instanceof(Uint8Array)).optional(),
});

const Node = z.object({
  opType: z.string(),
  input: z.array(z.string()).default([]),
  output: z.array(z.string()).default([]),
  attribute: z.array(Attribute).default([]),
});

const Constant = z.object({
  name: z.string(),
  dims: z.array(z.int()).default([]),
  floatData: z.array(Float).default([]),
  int64Data: z.array(z.int()).default([]),
});

const Model = z.object({
  graph: z.object({ node: z.array(Node), initializer: z.array(Constant).default([]) }),
  metadataProps: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
});

export type GraphNode = z.output<typeof Node>;

/** The nodes and constants of a model that was written here. */
export class ReadGraph {
  readonly nodes: readonly GraphNode[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly #makers: ReadonlyMap<string, GraphNode>;
  readonly #constants: ReadonlyMap<string, z.output<typeof Constant>>;

  /** @throws IntegrityError when the bytes are no model that was written here */
  constructor(onnx: Uint8Array) {
    const { graph, metadataProps } = parse(onnx);
    const { node, initializer } = graph;
    this.nodes = node;
    this.metadata = new Map(metadataProps.map(({ key, value }) => [key, value]));
    this.#makers = new Map(node.flatMap((made) => made.output.map((name) => [name, made] as const)));
    this.#constants = new Map(initializer.map((constant) => [constant.name, constant]));
  }

  /** The node that makes a value. @throws IntegrityError */
  maker(value: string | undefined): GraphNode {
    return known(this.#makers.get(value ?? ''), `node that makes ${value}`);
  }

  /** @throws IntegrityError */
  constant(name: string | undefined): { readonly dims: readonly number[]; readonly values: readonly number[] } {
    const { dims, floatData, int64Data } = known(this.#constants.get(name ?? ''), `constant ${name}`);
    return { dims, values: floatData.length > 0 ? floatData : int64Data };
  }
}

function parse(onnx: Uint8Array): z.output<typeof Model> {
  try {
    const message = modelProto().decode(onnx);
    return Model.parse(modelProto().toObject(message, { longs: Number }));
  } catch (cause) {
    throw new IntegrityError('the model is not a graph that driftloop wrote: train it again', { cause });
  }
}

function known<T>(found: T | undefined, what: string): T {
  if (found !== undefined) return found;
  throw new IntegrityError(`the model has no ${what}: train it again`);
}
