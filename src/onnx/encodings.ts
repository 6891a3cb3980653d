import type { FeatureStep } from '../contracts/feature-plan.ts';
import { type GraphBuilder, ML_DOMAIN } from './graph-builder.ts';
import { DATA_TYPE } from './onnx-model.ts';

type EncodingStep = Extract<FeatureStep, { kind: 'ordinal' | 'onehot' | 'frequency' }>;

/**
 * Compiles the encoding of a text column.
 *
 * @param texts - the name of the column's values, string [N, 1]
 * @returns the name of the features, float32 [N, features of the step]
 */
export function addEncoding(graph: GraphBuilder, step: EncodingStep, texts: string): string {
  switch (step.kind) {
    case 'ordinal':
      return lookUp(graph, texts, step.levels, ranks(step.levels), Number.NaN);
    case 'frequency':
      return lookUp(graph, texts, step.levels, step.shares, 0);
    case 'onehot': {
      const rank = lookUp(graph, texts, step.levels, ranks(step.levels), -1);
      const all = graph.floats(ranks(step.levels), [1, step.levels.length]);
      const isLevel = graph.node('Equal', [rank, all]);
      return graph.node('Cast', [isLevel], { attributes: { to: { i: DATA_TYPE.float } } });
    }
  }
}

const ranks = (levels: readonly string[]): number[] => [...levels.keys()];

function lookUp(
  graph: GraphBuilder,
  texts: string,
  levels: readonly string[],
  values: readonly number[],
  otherwise: number,
): string {
  return graph.node('LabelEncoder', [texts], {
    domain: ML_DOMAIN,
    attributes: {
      keys_strings: { strings: levels },
      values_floats: { floats: values },
      default_float: { f: otherwise },
    },
  });
}
