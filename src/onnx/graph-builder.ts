import { type AttributeValue, DATA_TYPE, type OnnxConstant, type OnnxNode } from './onnx-model.ts';

export const ML_DOMAIN = 'ai.onnx.ml';

interface NodeOptions {
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly domain?: string;
  /** The name of the result; default: one that says which node it is of. */
  readonly output?: string;
}

/** Collects the nodes and constants of a graph; the same calls give the same graph. */
export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxConstant[] = [];

  /** @returns the name of the node's result */
  node(opType: string, input: readonly string[], options: NodeOptions = {}): string {
    const { attributes = {}, domain = '', output = `${opType}_${this.nodes.length}` } = options;
    this.nodes.push({ opType, domain, input, output: [output], attributes });
    return output;
  }

  /** @returns the name of the constant */
  floats(values: readonly number[], dims: readonly number[]): string {
    return this.#constant('float', values, dims);
  }

  /** @returns the name of the constant */
  doubles(values: readonly number[], dims: readonly number[]): string {
    return this.#constant('double', values, dims);
  }

  /** The same values in another type. @returns the name of the result */
  cast(value: string, to: keyof typeof DATA_TYPE): string {
    return this.node('Cast', [value], { attributes: { to: { i: DATA_TYPE[to] } } });
  }

  /** A one-dimensional list of positions. @returns the name of the constant */
  positions(values: readonly number[]): string {
    return this.#constant('int64', values, [values.length]);
  }

  /** Columns of a matrix, in the given order. @returns the name of the result */
  columns(matrix: string, positions: readonly number[]): string {
    return this.node('Gather', [matrix, this.positions(positions)], { attributes: { axis: { i: 1 } } });
  }

  /** Matrices side by side. @returns the name of the result */
  beside(matrices: readonly string[], output?: string): string {
    return this.node('Concat', matrices, { attributes: { axis: { i: 1 } }, ...(output && { output }) });
  }

  #constant(type: OnnxConstant['type'], values: readonly number[], dims: readonly number[]): string {
    const name = `constant_${this.constants.length}`;
    this.constants.push({ name, type, dims, values });
    return name;
  }
}
