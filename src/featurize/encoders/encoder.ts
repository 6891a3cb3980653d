import type { FeatureStep } from '../../contracts/feature-plan.ts';
import type { StringColumn } from '../../tabular/table.ts';

/** How a text column becomes numbers: what is learnt from the training rows, and the values it gives. */
export interface Encoder<Step extends FeatureStep = FeatureStep> {
  /** @param trainRows - 0-based; at least one of them has a value */
  readonly fit: (column: StringColumn, trainRows: readonly number[]) => Step;
  /**
   * The value of each of the step's features, for one text.
   * @returns by level of `column`, the last entry for a missing text; each has as many values as the step has features
   */
  readonly valuesByLevel: (step: Step, column: StringColumn) => readonly (readonly number[])[];
}

/** How often each level of the column occurs in those rows. */
export function countLevels({ levels, codes }: StringColumn, rows: readonly number[]): Int32Array {
  const counts = new Int32Array(levels.length);
  for (const row of rows) {
    const code = codes[row]!;
    if (code !== -1) counts[code]! += 1;
  }
  return counts;
}

/** The levels that occur in those rows, in code-point order. */
export function levelsIn(column: StringColumn, rows: readonly number[]): string[] {
  const counts = countLevels(column, rows);
  return column.levels.filter((_, code) => counts[code]! > 0);
}

/** `valuesByLevel` of an encoder with one feature that looks texts up. */
export function lookUp({ levels }: StringColumn, values: ReadonlyMap<string, number>, otherwise: number): number[][] {
  return [...levels.map((level) => [values.get(level) ?? otherwise]), [otherwise]];
}
