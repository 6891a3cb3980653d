import type { Column, Table } from '../../tabular/table.ts';
import { numberIn } from '../number-text.ts';

/** A row, or the table as a whole, that breaks a rule. */
export interface RuleFinding {
  /** Row of the table, 0-based; absent when no single row is to blame. */
  readonly row?: number;
  readonly message: string;
}

/** What a rule may compare the version with. */
export interface RuleContext {
  /** The data that the production model was trained on; absent for a project's first version. */
  readonly baseline?: Table | undefined;
  /** Row counts of the earlier versions that were used, oldest first; none where no history is kept. */
  readonly rowHistory?: readonly number[] | undefined;
  /** When the version came, in milliseconds since 1970. */
  readonly now?: number | undefined;
}

/** What a rule of a project file says. */
export interface Requirement {
  /** The column it is about; absent when it is about the table. */
  readonly column?: string;
  /** Set when it asks for the baseline's rows, which are read for such a rule only. */
  readonly wantsBaseline?: true;
  /** Set when it asks for the row counts of earlier versions. */
  readonly wantsHistory?: true;
  /** Set when it is about the age of the data. */
  readonly judgesAge?: true;
  /** Set when only numbers can satisfy it. */
  readonly wantsNumbers?: true;
  /** Missing values break no rule but `completeness` and `not_null`. */
  readonly check: (column: Column, table: Table, context: RuleContext) => Iterable<RuleFinding>;
}

/** A kind of rule: how it is written, and how to read it. */
export interface RuleKind {
  /** Whether it finds rows, which can be dropped, or fault with the table as a whole. */
  readonly judges: 'row' | 'table';
  /** For people, e.g. `X between A and B`. */
  readonly form: string;
  /** undefined when the text is not of this kind. */
  readonly parse: (text: string) => Requirement | undefined;
}

/** A number as a rule may give it, as a group of a regular expression. */
export const NUMBER = String.raw`([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)`;

/** Begins every pattern that takes a bare column name: what looks like a call is a rule of another kind, or none. */
export const NO_CALL =
  '(?!(?:completeness|unique|not_null|mean|std|quantile|distinct|outliers|matches|fresh|gap|sorted|share)\\s*\\()';

/** A column's name as written in a rule: bare, or in double quotes or backticks. */
export function columnIn(text: string): string {
  const name = text.trim();
  return /^(["\x60]).+\1$/.test(name) ? name.slice(1, -1) : name;
}

/** The text in a row, undefined where it is missing. */
export function textAt(column: Column, row: number): string | undefined {
  if (column.storage === 'string') return column.levels[column.codes[row] ?? -1];
  const value = column.values[row] ?? Number.NaN;
  if (Number.isNaN(value)) return undefined;
  if (column.storage === 'timestamp') return new Date(value).toISOString();
  return column.storage === 'boolean' ? String(value === 1) : String(value);
}

/** Every row whose number is not as required; a text that is no number never is. */
export function* rowsWhereNot(
  column: Column,
  isFine: (value: number) => boolean,
  requirement: string,
): Iterable<RuleFinding> {
  if (column.storage === 'string' || column.storage === 'timestamp') {
    yield* textsWhereNot(column, isFine, requirement);
    return;
  }
  for (const [row, value] of column.values.entries()) {
    if (isFine(value) || Number.isNaN(value)) continue;
    yield { row, message: `${textAt(column, row)} is not ${requirement}` };
  }
}

function* textsWhereNot(
  column: Column,
  isFine: (value: number) => boolean,
  requirement: string,
): Iterable<RuleFinding> {
  const length = column.storage === 'string' ? column.codes.length : column.values.length;
  for (let row = 0; row < length; row += 1) {
    const text = textAt(column, row);
    if (text === undefined) continue;
    const value = numberIn(text);
    if (value === undefined) yield { row, message: `"${text}" is not a number` };
    else if (!isFine(value) && !Number.isNaN(value)) yield { row, message: `${text} is not ${requirement}` };
  }
}
