import type { ColumnDrift } from '#src/contracts/reports.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import type { ColumnPair } from '../column-pair.ts';
import type { ColumnChoice, PlannedColumn } from '../plan-columns.ts';

/** The test that was asked for by name, for a column of that kind; undefined where the choice is the mode's. */
export type RequestedMethod = (column: string, testedAs: ColumnPair['type']) => DriftMethod | undefined;

/** A school of drift detection: which test a column gets when nobody asked for one, and what it takes to have drifted. */
export interface DriftMode {
  /** One line for `--help` and the docs. */
  readonly description: string;
  /** Whose values tell a column's type where nobody declares it. */
  readonly typesFrom: NonNullable<ColumnChoice['typesFrom']>;
  /** Bound on the false discoveries among the columns that are called drifted, where the mode has one. */
  readonly falseDiscoveryRate?: number;
  /** Every column's verdict by its name, in the order of `columns`. */
  readonly testColumns: (
    columns: readonly PlannedColumn[],
    requested: RequestedMethod,
  ) => Readonly<Record<string, ColumnDrift>>;
}
