import type { DriftReport } from '#src/contracts/reports.ts';
import type { ColumnRole } from '#src/contracts/settings/column-type.ts';
import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import { InvalidDataError, InvalidProjectFileError } from '#src/errors.ts';
import type { Table } from '#src/tabular/table.ts';
import type { ColumnPair } from './column-pair.ts';
import type { DriftMode, Finding } from './modes/drift-mode.ts';
import { type DriftModeName, driftModes } from './modes/index.ts';
import { type ColumnChoice, type ColumnPlan, planColumns, type TestedAs } from './plan-columns.ts';
import type { DriftTest } from './tests/drift-test.ts';
import { driftTests } from './tests/index.ts';
import { shareWeights, type Weights } from './weights.ts';

export interface DriftOptions extends Omit<ColumnChoice, 'typesFrom'> {
  /** Who chooses a column's test and says when it has drifted; default `calibrated`. */
  readonly mode?: DriftModeName;
  /** Share of drifted columns, 0..1, from which on the data set counts as drifted; default 0.5. */
  readonly share?: number;
  /** One test for every column that `methods` does not name. */
  readonly method?: DriftMethod;
  /** Column → test. */
  readonly methods?: Readonly<Record<string, DriftMethod>>;
  /** One threshold for every column that `thresholds` does not name, in place of its test's own. */
  readonly threshold?: number;
  /** Column → threshold: from 0 to 1 for a p-value, 0 or more for a distance. */
  readonly thresholds?: Readonly<Record<string, number>>;
  /** Column → what it counts in the drift share, those not named nothing; default: every column the same. */
  readonly weights?: Weights;
  /** Columns that are no features; the others have no role. */
  readonly roles?: Readonly<Record<string, ColumnRole>>;
}

/**
 * Compares two data sets column by column, the target included, and decides whether the current one has drifted.
 * Missing and infinite values are dropped first, on each side alone. Datetime columns, and columns that only one side
 * has, are not tested and do not count (`planColumns` says which those are and why).
 *
 * @returns a score of null where a test is undefined (chi-square of a single category)
 * @throws InvalidDataError when nothing can be tested or, in the mode `evidently`, a tested column is empty on one side;
 * InvalidProjectFileError when a method is asked for where it does not apply, or a threshold outside of its range
 */
export function detectDrift(reference: Table, current: Table, options: DriftOptions = {}): DriftReport {
  return compareTables(reference, current, options).report;
}

/** The same, with the columns that were not tested and why. */
export function compareTables(reference: Table, current: Table, options: DriftOptions) {
  const columnCount = comparedNames(namesOf(reference), namesOf(current), options).length;
  const { findings, untested } = examineColumns(reference, current, columnCount, options);
  return { report: concludeDrift(findings, options), untested };
}

const namesOf = ({ columns }: Table): string[] => columns.map(({ name }) => name);

/** The columns that are looked at, in the order of the report. */
export const comparedNames = (reference: readonly string[], current: readonly string[], { columns }: DriftOptions) => [
  ...(columns ?? new Set([...current, ...reference])),
];

/** What every column says by itself; of those that were not tested, why. */
export interface ExaminedColumns {
  readonly findings: readonly Finding[];
  readonly untested: ColumnPlan['untested'];
}

/**
 * The part of `detectDrift` that looks at values: of all columns, or of some, since each is examined by itself.
 *
 * @param columnCount - how many columns are compared in all
 */
export function examineColumns(
  reference: Table,
  current: Table,
  columnCount: number,
  options: DriftOptions,
): ExaminedColumns {
  requireRows(reference, 'reference');
  requireRows(current, 'current');
  const mode = driftModes[options.mode ?? 'calibrated'];
  const { tested, untested } = planColumns(reference, current, { ...options, typesFrom: mode.typesFrom });
  const findings = tested.map((column) => {
    const method = requestedMethod(column.current.name, column.testedAs, options);
    return mode.examine(column, { method, threshold: requestedThreshold(column.current.name, options), columnCount });
  });
  return { findings, untested };
}

function requireRows({ rowCount }: Table, side: string): void {
  if (rowCount === 0) throw new InvalidDataError(`the ${side} data have no rows: there is nothing to compare`);
}

const COUNTED_APART =
  'columns with infinities are counted as Evidently counts them, which is not what their own verdicts say';

/** The part of `detectDrift` that weighs what the columns say. */
export function concludeDrift(findings: readonly Finding[], options: DriftOptions): DriftReport {
  if (findings.length === 0) {
    throw new InvalidDataError(
      'no column can be tested for drift: no column of numbers, categories or text is in both data sets',
    );
  }
  requireKnownColumns(findings, options);
  const mode: DriftMode = driftModes[options.mode ?? 'calibrated'];
  const byColumn = describeColumns(mode.judge(findings), options);
  const apart = new Map(
    findings.flatMap(({ name, counted }) => (counted === undefined ? [] : [[name, counted] as const])),
  );
  const drifted = Object.entries(byColumn).flatMap(([name, column]) =>
    (apart.get(name) ?? column.drifted) ? [column] : [],
  );
  const driftedColumns = drifted.length;
  const driftShare =
    options.weights && driftedColumns < findings.length
      ? drifted.reduce((sum, { weight = 0 }) => sum + weight, 0)
      : driftedColumns / findings.length;
  const shareThreshold = options.share ?? 0.5;
  const datasetDrift = driftShare >= shareThreshold;
  return {
    decision: datasetDrift ? 'merge_datasets' : 'no_drift',
    datasetDrift,
    driftShare,
    shareThreshold,
    driftedColumns,
    columns: findings.length,
    ...(mode.falseDiscoveryRate !== undefined && { falseDiscoveryRate: mode.falseDiscoveryRate }),
    ...([...apart].some(([name, isCounted]) => isCounted !== byColumn[name]?.drifted) && { note: COUNTED_APART }),
    byColumn,
  };
}

/** Adds what the options say of a column. */
function describeColumns(judged: DriftReport['byColumn'], { weights, roles = {} }: DriftOptions) {
  const parts = weights && shareWeights(Object.keys(judged), weights);
  return Object.fromEntries(
    Object.entries(judged).map(([name, { type, ...verdict }]) => {
      const [role, weight] = [givenFor(name, roles), parts?.get(name)];
      return [name, { type, ...(role && { role }), ...verdict, ...(weight !== undefined && { weight }) }];
    }),
  );
}

function requestedMethod(name: string, testedAs: TestedAs, { method, methods }: DriftOptions) {
  const own = givenFor(name, methods);
  if (testedAs === 'text') return refuseMethod(name, own);
  const requested = own ?? method;
  if (!requested) return undefined;
  const test: DriftTest = driftTests[requested];
  if (test.appliesTo.includes(testedAs)) return requested;
  throw new InvalidProjectFileError(
    `the drift method "${requested}" does not apply to the ${testedAs} column "${name}": use one of ${methodsFor(testedAs)}`,
  );
}

const requestedThreshold = (name: string, { threshold, thresholds }: DriftOptions) =>
  givenFor(name, thresholds) ?? threshold;

/** A column may be called `constructor`, which every object has. */
const givenFor = <Value>(name: string, given: Readonly<Record<string, Value>> = {}): Value | undefined =>
  Object.hasOwn(given, name) ? given[name] : undefined;

function refuseMethod(name: string, requested: DriftMethod | undefined): undefined {
  if (requested === undefined) return;
  throw new InvalidProjectFileError(
    `the drift method "${requested}" does not apply to the text column "${name}": take it away, or declare the column categorical`,
  );
}

const methodsFor = (testedAs: ColumnPair['type']): string =>
  Object.entries<DriftTest>(driftTests)
    .filter(([, test]) => test.appliesTo.includes(testedAs))
    .map(([name]) => name)
    .join(', ');

function requireKnownColumns(findings: readonly Finding[], { methods = {}, thresholds = {} }: DriftOptions): void {
  const names = new Set(findings.map(({ name }) => name));
  for (const [what, given] of [
    ['method', methods],
    ['threshold', thresholds],
  ] as const) {
    const unknown = Object.keys(given).find((name) => !names.has(name));
    if (unknown === undefined) continue;
    throw new InvalidProjectFileError(
      `a drift ${what} is given for "${unknown}", which is not a tested column: use one of ${[...names].join(', ')}`,
    );
  }
}
