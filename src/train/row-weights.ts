import { closest } from 'fastest-levenshtein';
import type { ClassLabel } from '../contracts/model-manifest.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';

/** Rows to weigh: their numbers in the table (0-based), and the class of each. */
export interface WeighedRows {
  readonly table: Table;
  readonly rows: readonly number[];
  readonly labels: Float32Array;
  /** Empty for a regression. */
  readonly classes: readonly ClassLabel[];
}

/**
 * How much each row counts: what `training.sampleWeight` says times what `training.classWeights` says.
 *
 * @returns one per row; undefined when all count the same
 * @throws InvalidProjectFileError when a class or column does not exist; UntrainableDataError when weights are not
 * numbers from 0 up, or all 0
 */
export function rowWeights(
  { table, rows, labels, classes }: WeighedRows,
  { sampleWeight, classWeights }: ProjectFile['training'],
): Float32Array | undefined {
  if (sampleWeight === undefined && classWeights === undefined) return undefined;
  const ofRow = sampleWeight === undefined ? undefined : sampleWeights(table, sampleWeight, rows);
  const ofClass = classWeights === undefined ? undefined : weightsOfClasses(classWeights, labels, classes);
  return Float32Array.from(labels, (label, index) => (ofRow?.[index] ?? 1) * (ofClass?.[label] ?? 1));
}

function sampleWeights(table: Table, name: string, rows: readonly number[]): number[] {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (!column) {
    const meant = closest(
      name,
      table.columns.map((candidate) => candidate.name),
    );
    throw new InvalidProjectFileError(
      `training.sampleWeight: the data has no column "${name}"; did you mean "${meant}"?`,
    );
  }
  if (column.storage === 'string' || column.storage === 'timestamp') {
    throw new UntrainableDataError(`the weights "${name}" are no numbers: correct the data or training.sampleWeight`);
  }
  const weights = rows.map((row) => Math.fround(column.values[row]!));
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong !== -1) {
    throw new UntrainableDataError(
      `the weight "${name}" is ${column.values[rows[wrong]!]} in row ${rows[wrong]! + 1}: it must be a number from 0 up`,
    );
  }
  if (weights.every((weight) => weight === 0)) {
    throw new UntrainableDataError(`the weight "${name}" is 0 in all ${rows.length} training rows: give some a weight`);
  }
  return weights;
}

/** @returns by class; balanced as scikit-learn does it: rows / (classes × rows of the class) */
function weightsOfClasses(
  settings: NonNullable<ProjectFile['training']['classWeights']>,
  labels: Float32Array,
  classes: readonly ClassLabel[],
): number[] {
  if (settings === 'balanced') {
    const counts = new Array<number>(classes.length).fill(0);
    for (const label of labels) counts[label]! += 1;
    const present = counts.filter((count) => count > 0).length;
    return counts.map((count) => labels.length / (present * count));
  }
  const names = classes.map(String);
  for (const name of Object.keys(settings)) {
    if (names.includes(name)) continue;
    throw new InvalidProjectFileError(
      `training.classWeights: the target has no class "${name}"; did you mean "${closest(name, names)}"?`,
    );
  }
  return names.map((name) => (Object.hasOwn(settings, name) ? settings[name]! : 1));
}
