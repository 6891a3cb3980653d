import type { FeatureStep } from '../contracts/feature-plan.ts';
import { type GraphBuilder, ML_DOMAIN } from './graph-builder.ts';

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
      return lookUp(graph, texts, step.levels, [...step.levels.keys()], step.otherwise ?? Number.NaN);
    case 'frequency':
      return lookUp(graph, texts, step.levels, step.shares, step.otherwise ?? 0);
    case 'onehot': {
      const rank = lookUp(graph, texts, step.levels, [...step.levels.keys()], step.otherwise ?? -1);
      const all = graph.floats([...step.features.keys()], [1, step.features.length]);
      return graph.cast(graph.node('Equal', [rank, all]), 'float');
    }
  }
}

/** The value of each text, float32 [N, 1]; `otherwise` for one that is not among the levels. */
export function lookUp(
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
