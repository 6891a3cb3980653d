import type { ColumnType } from '#src/contracts/settings/column-type.ts';
import { InvalidDataError } from '#src/errors.ts';
import { type InferredColumnType, inferColumnType } from '#src/tabular/column-type.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import type { ColumnPair } from './column-pair.ts';

export interface ColumnChoice {
  /** Test these columns only; each must be testable. Default: every column that is. */
  readonly columns?: readonly string[];
  /** Column → type, in place of the inferred one. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /**
   * Whose values tell a type that is not declared: the current ones alone, as Evidently has it (default), or those of
   * the reference, the current ones stepping in for a column that is empty there.
   */
  readonly typesFrom?: 'reference' | 'current';
}

/** How the values of a column are seen by the tests. */
export type TestedAs = ColumnPair['type'] | 'text';

/** A column that both data sets have, with the type it is tested as. */
export interface PlannedColumn {
  readonly type: ColumnType;
  readonly testedAs: TestedAs;
  readonly reference: Column;
  readonly current: Column;
}

export interface ColumnPlan {
  readonly tested: readonly PlannedColumn[];
  readonly untested: readonly { readonly name: string; readonly reason: string }[];
}

/** How the tests see each type. Datetimes are not tested, nor are they by Evidently. */
const TESTED_AS: Readonly<Partial<Record<ColumnType, TestedAs>>> = {
  numerical: 'numerical',
  categorical: 'categorical',
  boolean: 'categorical',
  text: 'text',
};

/**
 * Decides which columns are tested: those on both sides that are numbers, categories or text, in the current data's order.
 *
 * @throws InvalidDataError when a column of `columns` cannot be tested
 */
export function planColumns(reference: Table, current: Table, choice: ColumnChoice): ColumnPlan {
  const { columns, types = {}, typesFrom = 'current' } = choice;
  const before = new Map(reference.columns.map((column) => [column.name, column]));
  const now = new Map(current.columns.map((column) => [column.name, column]));
  const tested: PlannedColumn[] = [];
  const untested: { name: string; reason: string }[] = [];
  for (const name of columns ?? new Set([...now.keys(), ...before.keys()])) {
    const declared = Object.hasOwn(types, name) ? types[name] : undefined;
    const outcome = planColumn(before.get(name), now.get(name), typesFrom, declared);
    if (typeof outcome !== 'string') tested.push(outcome);
    else if (columns) throw new InvalidDataError(`column "${name}" cannot be tested for drift: ${outcome}`);
    else untested.push({ name, reason: outcome });
  }
  return { tested, untested };
}

/** pandas keeps such a column as objects, for which Evidently has no type. */
const BOOLEANS_WITH_GAPS = 'Evidently infers no type for booleans of which some are missing; declare it categorical';

type Side = NonNullable<ColumnChoice['typesFrom']>;

/** The plan, or the reason why there is none. */
function planColumn(
  reference: Column | undefined,
  current: Column | undefined,
  typesFrom: Side,
  declared: ColumnType | undefined,
): PlannedColumn | string {
  if (!reference || !current) return `it is missing from the ${missingSide(reference, current)} data`;
  const type = declared ?? inferType(reference, current, typesFrom);
  if (!declared && typesFrom === 'current' && isGappy(current)) return BOOLEANS_WITH_GAPS;
  if (type === 'unknown') return 'it has no values in the current data';
  const testedAs = TESTED_AS[type];
  return testedAs ? { type, testedAs, reference, current } : `its type is ${type}`;
}

function inferType(reference: Column, current: Column, typesFrom: Side): InferredColumnType {
  const type = typesFrom === 'reference' ? inferColumnType(reference) : 'unknown';
  return type === 'unknown' ? inferColumnType(current) : type;
}

const isGappy = (column: Column): boolean => column.storage === 'boolean' && column.values.some(Number.isNaN);

function missingSide(reference?: Column, current?: Column): string {
  if (!reference && !current) return 'reference and the current';
  return reference ? 'current' : 'reference';
}
