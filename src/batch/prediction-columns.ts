import type { ModelManifest } from '../contracts/model-manifest.ts';
import type { Predictions } from '../serve/predictor.ts';

type SqlType = 'BOOLEAN' | 'INTEGER' | 'DOUBLE' | 'FLOAT' | 'VARCHAR';

export interface PredictionColumn {
  /** As the result file names it. */
  readonly name: string;
  readonly type: SqlType;
  /** Its values for one chunk of rows. */
  readonly values: (predictions: Predictions) => readonly (boolean | number | string)[];
}

/**
 * The columns that scoring adds: `prediction`, and `probability_<class>` for every class. A name that the file has
 * already gets a number: the file's own columns stay as they are.
 */
export function predictionColumns(
  { task, classes }: Pick<ModelManifest, 'task' | 'classes'>,
  taken: readonly string[],
): readonly PredictionColumn[] {
  const type = task === 'regression' ? 'FLOAT' : labelType(classes);
  const labels = {
    name: freeName('prediction', taken),
    type,
    values: ({ predictions }: Predictions) => (type === 'VARCHAR' ? predictions.map(String) : predictions),
  };
  const ofClasses = classes.map((label, index) => ({
    name: freeName(`probability_${label}`, taken),
    type: 'FLOAT' as const,
    values: ({ probabilities = [] }: Predictions) => probabilities.map((row) => row[index] ?? Number.NaN),
  }));
  return [labels, ...ofClasses];
}

function labelType(classes: ModelManifest['classes']): SqlType {
  if (classes.every((label) => typeof label === 'boolean')) return 'BOOLEAN';
  if (classes.every((label) => Number.isInteger(label) && label === (Number(label) | 0))) return 'INTEGER';
  return classes.every((label) => typeof label === 'number') ? 'DOUBLE' : 'VARCHAR';
}

/** DuckDB, which writes the file, does not tell upper from lower case in names. */
function freeName(name: string, taken: readonly string[]): string {
  const used = new Set(taken.map((other) => other.toLowerCase()));
  let free = name;
  for (let number = 2; used.has(free.toLowerCase()); number += 1) free = `${name}_${number}`;
  return free;
}
