import { InvalidProjectFileError } from '#src/errors.ts';

/** Column → how much it counts; columns that are not named count nothing. */
export type Weights = Readonly<Record<string, number>>;

/**
 * Every tested column's part of the drift share, 0..1; together 1.
 *
 * @throws InvalidProjectFileError for a column that is not tested, or when no tested one has a weight
 */
export function shareWeights(tested: readonly string[], weights: Weights): ReadonlyMap<string, number> {
  const names = new Set(tested);
  const unknown = Object.keys(weights).find((name) => !names.has(name));
  if (unknown !== undefined) {
    throw new InvalidProjectFileError(
      `a drift weight is given for "${unknown}", which is not a tested column: use one of ${tested.join(', ')}`,
    );
  }
  const given = new Map(Object.entries(weights));
  const total = tested.reduce((sum, name) => sum + (given.get(name) ?? 0), 0);
  if (!(total > 0)) throw new InvalidProjectFileError('the drift weights are all 0: give one column a larger one');
  return new Map(tested.map((name) => [name, (given.get(name) ?? 0) / total]));
}

/** The model's importances as far as these columns have one; undefined where none has. */
export function knownImportance(tested: Iterable<string>, importance: Weights | undefined): Weights | undefined {
  const names = new Set(tested);
  const known = Object.entries(importance ?? {}).filter(([name, share]) => names.has(name) && share > 0);
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}
