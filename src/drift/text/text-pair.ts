import { InvalidDataError } from '#src/errors.ts';
import type { Column } from '#src/tabular/table.ts';

/** The texts of one side: `levels[codes[row]]`, rows without one left out; not every level has a row. */
export interface TextSide {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/** A column of free text on both sides, neither empty. */
export interface TextPair {
  readonly reference: TextSide;
  readonly current: TextSide;
}

/** @throws InvalidDataError when a side has no text */
export function pairTexts({ reference, current }: { readonly reference: Column; readonly current: Column }): TextPair {
  const pair = { reference: textSide(reference), current: textSide(current) };
  for (const side of ['reference', 'current'] as const) {
    if (pair[side].codes.length > 0) continue;
    throw new InvalidDataError(
      `column "${current.name}" has no values in the ${side} data: fill it, or give it the type "ignore"`,
    );
  }
  return pair;
}

/** A column as texts; numbers are spelled. */
function textSide(column: Column): TextSide {
  if (column.storage === 'string') return { levels: column.levels, codes: column.codes.filter((code) => code >= 0) };
  const values = column.values.filter(Number.isFinite);
  const levels = [...new Set(values)].sort((a, b) => a - b);
  const codes = new Map(levels.map((value, code) => [value, code]));
  return { levels: levels.map(String), codes: Int32Array.from(values, (value) => codes.get(value)!) };
}
