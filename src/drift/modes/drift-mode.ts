import type { ColumnDrift } from '#src/contracts/reports.ts';
import type { DriftMethod, TextMethod } from '#src/contracts/settings/drift.ts';
import type { ShareTest } from '../calibration/share-change.ts';
import type { ColumnChoice, PlannedColumn } from '../plan-columns.ts';
import type { TestResult } from '../test-pair.ts';
import type { TextChanges } from '../text/compare-texts.ts';

/** What one column's values say, before it is weighed against the other columns. */
export interface Finding {
  readonly name: string;
  readonly type: PlannedColumn['type'];
  readonly result: TestResult<DriftMethod | TextMethod>;
  /** How often chance alone gives such a score; undefined where the mode does not ask or the values cannot be tested. */
  readonly chance?: number | undefined;
  readonly missing?: ShareTest | undefined;
  readonly unseen?: ShareTest | undefined;
  readonly text?: TextChanges | undefined;
  /** Whether the column counts in the drift share, where that is not what its own verdict says. */
  readonly counted?: boolean | undefined;
}

/** What a column's examination needs to know beyond its values. */
export interface Examination {
  /** The test that was asked for by name; undefined where the choice is the mode's. */
  readonly method: DriftMethod | undefined;
  /** The threshold that was asked for; undefined for the test's own. */
  readonly threshold: number | undefined;
  /** How many columns are compared in all. */
  readonly columnCount: number;
}

/**
 * A school of drift detection: which test a column gets when nobody asked for one, and what it takes to have drifted.
 * Columns are examined one by one, in any order and wherever it suits, and judged together.
 */
export interface DriftMode {
  /** One line for `--help` and the docs. */
  readonly description: string;
  /** Whose values tell a column's type where nobody declares it. */
  readonly typesFrom: NonNullable<ColumnChoice['typesFrom']>;
  /** Bound on the false discoveries among the columns that are called drifted, where the mode has one. */
  readonly falseDiscoveryRate?: number;
  readonly examine: (column: PlannedColumn, examination: Examination) => Finding;
  /** Every column's verdict by its name, in the order of `findings`. */
  readonly judge: (findings: readonly Finding[]) => Readonly<Record<string, ColumnDrift>>;
}
