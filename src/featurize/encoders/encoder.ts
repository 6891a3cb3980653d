import type { FeatureStep } from '../../contracts/feature-plan.ts';
import type { StringColumn } from '../../tabular/table.ts';
import type { TextImputation } from '../feature-settings.ts';

/** How a text column becomes numbers: what is learnt from the training rows, and the values it gives. */
export interface Encoder<Step extends FeatureStep = FeatureStep> {
  /**
   * @param trainRows - 0-based; at least one of them has a value
   * @param impute - what a text that is missing or unseen becomes
   */
  readonly fit: (column: StringColumn, trainRows: readonly number[], impute: TextImputation) => Step;
  /**
   * The value of each of the step's features, for one text.
   * @returns by level of `column`, the last entry for a missing text; each has as many values as the step has features
   */
  readonly valuesByLevel: (step: Step, column: Pick<StringColumn, 'levels'>) => readonly (readonly number[])[];
}

/** What the training rows say of a text column. */
export interface LevelCounts {
  /** The texts that occur, in code-point order. */
  readonly levels: string[];
  /** How often each of them occurs. */
  readonly counts: readonly number[];
  /** Position of the most frequent one, the first of equals. */
  readonly mostFrequent: number;
}

export function countLevels({ levels, codes }: StringColumn, rows: readonly number[]): LevelCounts {
  const all = new Int32Array(levels.length);
  for (const row of rows) {
    const code = codes[row]!;
    if (code !== -1) all[code]! += 1;
  }
  const counts = Array.from(all).filter((count) => count > 0);
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  return { levels: levels.filter((_, code) => all[code]! > 0), counts, mostFrequent: counts.indexOf(most) };
}

/** `valuesByLevel` of an encoder with one feature that looks texts up. */
export function lookUp(
  { levels }: Pick<StringColumn, 'levels'>,
  values: ReadonlyMap<string, number>,
  otherwise: number,
): number[][] {
  return [...levels.map((level) => [values.get(level) ?? otherwise]), [otherwise]];
}
