import { featureNames } from '../contracts/feature-plan.ts';
import type { ImportanceReport } from '../contracts/importance-report.ts';
import type { ModelManifest } from '../contracts/model-manifest.ts';
import type { Predictor } from '../onnx/model-to-onnx.ts';
import { columnsOfFeatures, sumByColumn } from './columns-of-features.ts';
import { featureImportance } from './feature-importance.ts';
import { type HeldOutModel, permutationImportance } from './permutation-importance.ts';

/**
 * How much a model makes of each raw column and each feature.
 *
 * @param predictor - what the model's graph was made of
 * @param options - permutation: whether columns are shuffled, too, which takes some seconds
 */
export async function measureImportance(
  predictor: Predictor,
  model: HeldOutModel,
  { permutation = false } = {},
): Promise<ImportanceReport> {
  const { plan } = model;
  const names = featureNames(plan);
  const columns = columnsOfFeatures(plan);
  const { gain, split } = featureImportance(predictor, names.length);
  const shares = sharesOf(gain);
  const gainOfColumns = sumByColumn(shares, columns);
  const splitsOfColumns = split && sumByColumn(split, columns);
  const used = [...gainOfColumns.keys()].filter((name) => gainOfColumns.get(name)! > 0);
  const permutations = permutation ? await permutationImportance(model, used) : undefined;
  const byColumn = [...gainOfColumns].map(([name, share]) => {
    const drop = permutations?.byColumn.get(name);
    // A sum of shares may be above 1 by its last digit.
    const known = { gain: Math.min(share, 1), ...(splitsOfColumns && { split: splitsOfColumns.get(name)! }) };
    return [name, { ...known, ...(drop && { permutation: drop }) }];
  });
  const byFeature = names.map((name, at) => [name, { gain: shares[at]!, ...(split && { split: split[at]! }) }]);
  return {
    byColumn: Object.fromEntries(byColumn),
    byFeature: Object.fromEntries(byFeature),
    ...(permutations && { permutation: permutations.of }),
  };
}

/** Of their sum; all 0 where that is. */
function sharesOf(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? values.map((value) => value / total) : values;
}

/** What the manifest keeps: share of gain by raw column; undefined for a model that uses none. */
export function gainByColumn({ byColumn }: ImportanceReport): ModelManifest['importance'] {
  const shares = Object.entries(byColumn).map(([name, { gain }]) => [name, gain] as const);
  return shares.some(([, gain]) => gain > 0) ? Object.fromEntries(shares) : undefined;
}
