import type { DriftReport } from '#src/contracts/reports.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { InvalidDataError, InvalidProjectFileError } from '#src/errors.ts';
import type { Table } from '#src/tabular/table.ts';
import type { ColumnPair } from './column-pair.ts';
import type { DriftMode } from './modes/drift-mode.ts';
import { type DriftModeName, driftModes } from './modes/index.ts';
import { type ColumnChoice, type PlannedColumn, planColumns } from './plan-columns.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';

export interface DriftOptions extends Omit<ColumnChoice, 'typesFrom'> {
  /** Who chooses a column's test and says when it has drifted; default `calibrated`. */
  readonly mode?: DriftModeName;
  /** Share of drifted columns, 0..1, from which on the data set counts as drifted; default 0.5. */
  readonly share?: number;
  /** One test for every column that `methods` does not name. */
  readonly method?: DriftMethod;
  /** Column → test. */
  readonly methods?: Readonly<Record<string, DriftMethod>>;
}

/**
 * Compares two data sets column by column, the target included, and decides whether the current one has drifted.
 * Missing and infinite values are dropped first, on each side alone. Text and datetime columns, and columns that only
 * one side has, are not tested and do not count (`planColumns` says which those are and why).
 *
 * @returns a score of null where a test is undefined (chi-square of a single category)
 * @throws InvalidDataError when nothing can be tested or, in the mode `evidently`, a tested column is empty on one side;
 * InvalidProjectFileError when a method is asked for where it does not apply
 */
export function detectDrift(reference: Table, current: Table, options: DriftOptions = {}): DriftReport {
  const mode: DriftMode = driftModes[options.mode ?? 'calibrated'];
  const { tested } = planColumns(reference, current, { ...options, typesFrom: mode.typesFrom });
  if (tested.length === 0) {
    throw new InvalidDataError(
      'no column can be tested for drift: no numeric or categorical column is in both data sets',
    );
  }
  requireKnownColumns(tested, options);
  const byColumn = mode.testColumns(tested, (name, testedAs) => requestedMethod(name, testedAs, options));
  const driftedColumns = Object.values(byColumn).filter(({ drifted }) => drifted).length;
  const driftShare = driftedColumns / tested.length;
  const shareThreshold = options.share ?? 0.5;
  const datasetDrift = driftShare >= shareThreshold;
  return {
    decision: datasetDrift ? 'merge_datasets' : 'no_drift',
    datasetDrift,
    driftShare,
    shareThreshold,
    driftedColumns,
    columns: tested.length,
    ...(mode.falseDiscoveryRate !== undefined && { falseDiscoveryRate: mode.falseDiscoveryRate }),
    byColumn,
  };
}

function requestedMethod(name: string, testedAs: ColumnPair['type'], { method, methods }: DriftOptions) {
  const requested = methods?.[name] ?? method;
  if (!requested) return undefined;
  const test: DriftTest = driftTests[requested];
  if (test.appliesTo.includes(testedAs)) return requested;
  throw new InvalidProjectFileError(
    `the drift method "${requested}" does not apply to the ${testedAs} column "${name}": use one of ${methodsFor(testedAs)}`,
  );
}

const methodsFor = (testedAs: ColumnPair['type']): string =>
  Object.entries<DriftTest>(driftTests)
    .filter(([, test]) => test.appliesTo.includes(testedAs))
    .map(([name]) => name)
    .join(', ');

function requireKnownColumns(tested: readonly PlannedColumn[], { methods = {} }: DriftOptions): void {
  const names = new Set(tested.map(({ current }) => current.name));
  const unknown = Object.keys(methods).find((name) => !names.has(name));
  if (unknown === undefined) return;
  throw new InvalidProjectFileError(
    `a drift method is given for "${unknown}", which is not a tested column: use one of ${[...names].join(', ')}`,
  );
}
