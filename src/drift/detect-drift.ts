import type { DriftMethod } from '#src/contracts/project-file.ts';
import type { ColumnDrift, DriftReport } from '#src/contracts/reports.ts';
import { InvalidDataError, InvalidProjectFileError } from '#src/errors.ts';
import type { Table } from '#src/tabular/table.ts';
import type { ColumnPair } from './column-pair.ts';
import { driftsWhen } from './decide.ts';
import { type DriftModeName, driftModes } from './modes/index.ts';
import { pairColumns } from './pair-columns.ts';
import { type ColumnChoice, type PlannedColumn, planColumns } from './plan-columns.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';

export interface DriftOptions extends ColumnChoice {
  /** Who chooses a column's test; default `evidently`. */
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
 * @returns a score of null, never drift, where a test is undefined (chi-square of a single category)
 * @throws InvalidDataError when nothing can be tested or a tested column is empty on one side;
 * InvalidProjectFileError when a method is asked for where it does not apply
 */
export function detectDrift(reference: Table, current: Table, options: DriftOptions = {}): DriftReport {
  const { tested } = planColumns(reference, current, options);
  if (tested.length === 0) {
    throw new InvalidDataError(
      'no column can be tested for drift: no numeric or categorical column is in both data sets',
    );
  }
  requireKnownColumns(tested, options);
  const byColumn = Object.fromEntries(tested.map((plan) => [plan.current.name, testColumn(plan, options)]));
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
    byColumn,
  };
}

function testColumn(plan: PlannedColumn, options: DriftOptions): ColumnDrift {
  const pair = pairColumns(plan);
  const method = methodFor(plan.current.name, pair, options);
  const { score: scoreOf, defaultThreshold: threshold, driftsWhen: direction }: DriftTest = driftTests[method];
  const score = scoreOf(pair);
  return {
    type: plan.type,
    method,
    score: Number.isNaN(score) ? null : score,
    threshold,
    drifted: driftsWhen[direction](score, threshold),
  };
}

function methodFor(name: string, pair: ColumnPair, { mode = 'evidently', method, methods }: DriftOptions): DriftMethod {
  const requested = methods?.[name] ?? method;
  if (!requested) return driftModes[mode].chooseMethod(pair);
  const test: DriftTest = driftTests[requested];
  if (test.appliesTo.includes(pair.type)) return requested;
  throw new InvalidProjectFileError(
    `the drift method "${requested}" does not apply to the ${pair.type} column "${name}": use one of ${methodsFor(pair)}`,
  );
}

const methodsFor = ({ type }: ColumnPair): string =>
  Object.entries<DriftTest>(driftTests)
    .filter(([, test]) => test.appliesTo.includes(type))
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
