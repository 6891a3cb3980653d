/** Numbers, booleans (0/1) and timestamps (milliseconds since 1970, UTC); NaN is missing. */
export interface NumericColumn {
  readonly name: string;
  readonly storage: 'integer' | 'float' | 'boolean' | 'timestamp';
  readonly values: Float64Array;
}

/** Text, dictionary-coded: `levels[codes[row]]`; a code of -1 is missing. Levels are distinct, in code-point order. */
export interface StringColumn {
  readonly name: string;
  readonly storage: 'string';
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

export type Column = NumericColumn | StringColumn;

/** The one in-memory table every stage shares; all columns have `rowCount` rows. */
export interface Table {
  readonly rowCount: number;
  readonly columns: readonly Column[];
}
