import { closest } from 'fastest-levenshtein';
import { type FeaturePlan, type FeatureStep, featureNames } from '../contracts/feature-plan.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { InvalidProjectFileError } from '../errors.ts';

/**
 * The features that hold the number of a category.
 *
 * @param ranksToo - whether texts that `features.encode` turns into ranks count as categories
 * @returns position of the feature → number of categories
 */
export function categoryFeatures({ steps, scaling }: FeaturePlan, { ranksToo = false } = {}): Map<number, number> {
  return new Map(
    placed(steps).flatMap(([step, position]) => {
      if (step.kind !== 'ordinal' || !(step.native || ranksToo)) return [];
      if (scaling && (scaling.centers[position] !== 0 || scaling.scales[position] !== 1)) return [];
      return [[position, Math.max(step.levels.length, (step.otherwise ?? 0) + 1)] as const];
    }),
  );
}

/**
 * `training.monotone` by the position of the feature. A number column that is no feature, because no training row has a
 * value there, is passed over.
 *
 * @throws InvalidProjectFileError when it names what is no number column
 */
export function monotoneFeatures(
  { steps, rawColumns }: FeaturePlan,
  monotone: ProjectFile['training']['monotone'],
): Map<number, 1 | -1> {
  const numbers = new Map(
    placed(steps).flatMap(([step, position]) =>
      step.kind === 'numeric' || step.kind === 'derived' ? [[step.feature, position] as const] : [],
    ),
  );
  return new Map(
    Object.entries(monotone).map(([name, direction]) => {
      const position = numbers.get(name);
      if (position === undefined) throw notANumber(name, [...numbers.keys()], rawColumns);
      return [position, direction === 'increasing' || direction === 1 ? 1 : -1] as const;
    }),
  );
}

function notANumber(name: string, numbers: readonly string[], rawColumns: FeaturePlan['rawColumns']) {
  const hint = numbers.length > 0 ? `did you mean "${closest(name, numbers)}"?` : 'no feature is, so leave it out';
  const found = rawColumns.some((column) => column.name === name) ? 'is a feature, but no number' : 'is no feature';
  return new InvalidProjectFileError(`training.monotone: "${name}" ${found}; ${hint}`);
}

/** Each step with the position of its first feature. */
function placed(steps: readonly FeatureStep[]): [FeatureStep, number][] {
  let position = 0;
  return steps.map((step) => {
    const at = position;
    position += featureNames({ steps: [step] }).length;
    return [step, at];
  });
}
