import { closest } from 'fastest-levenshtein';
import { type FeaturePlan, type FeatureStep, featureNames } from '../contracts/feature-plan.ts';
import type { ProjectFile } from '../contracts/project-file.ts';
import { InvalidProjectFileError, UntrainableDataError } from '../errors.ts';
import type { Table } from '../tabular/table.ts';
import { encoders } from './encoders/index.ts';
import { columnsOfDerived } from './expression/columns-of-derived.ts';
import { chooseFeatureColumns, type FeatureColumn } from './feature-columns.ts';
import { fillValue } from './impute.ts';
import { numberColumn } from './raw-columns.ts';

/**
 * Decides how the model's features are made, from the training rows only: numbers as they are (missing ones filled as
 * `features.impute` says), texts encoded as `features.encode` says, then the derived columns. Columns that are text,
 * datetime or ignored, and columns without a training value, are no features.
 *
 * @param trainRows - 0-based
 * @throws UntrainableDataError when no column is a feature; InvalidProjectFileError for a derived column that makes no
 * sense
 */
export function fitFeaturePlan(table: Table, trainRows: readonly number[], project: ProjectFile): FeaturePlan {
  const columns = chooseFeatureColumns(table, trainRows, project);
  const numberColumns = columns.flatMap((column) => (column.storage === 'string' ? [] : [column.name]));
  const steps = [
    ...columns.map((column) => stepOf(table, column, trainRows, project)),
    ...Object.entries(project.features.derived).map(([name, text]) => derivedStep(name, text, numberColumns)),
  ];
  if (steps.length === 0) {
    throw new UntrainableDataError(`no column besides the target "${project.target}" can be a feature: add some`);
  }
  requireDistinct([project.target, ...featureNames({ steps })]);
  return { rawColumns: columns.map(({ name, storage }) => ({ name, storage })), steps };
}

function stepOf(
  table: Table,
  column: FeatureColumn,
  trainRows: readonly number[],
  { features }: ProjectFile,
): FeatureStep {
  if (column.storage === 'string') return encoders[features.encode].fit(column, trainRows);
  const fill = fillValue(features.impute, () => presentNumbers(table, column.name, trainRows));
  return { kind: 'numeric', feature: column.name, column: column.name, fill };
}

function presentNumbers(table: Table, name: string, rows: readonly number[]): Float32Array {
  const values = numberColumn(table, name);
  return Float32Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value));
}

function derivedStep(feature: string, expression: string, numberColumns: readonly string[]): FeatureStep {
  const named = columnsOfDerived(feature, expression);
  if (named.length === 0)
    throw new InvalidProjectFileError(`features.derived.${feature}: "${expression}" names no column`);
  const unknown = named.find((name) => !numberColumns.includes(name));
  if (unknown === undefined) return { kind: 'derived', feature, expression };
  const hint = numberColumns.length > 0 ? `did you mean "${closest(unknown, numberColumns)}"?` : 'there is none';
  throw new InvalidProjectFileError(`features.derived.${feature}: "${unknown}" is not a number column: ${hint}`);
}

function requireDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new InvalidProjectFileError(`features.derived: "${twice}" is the name of another column: choose a new one`);
}
