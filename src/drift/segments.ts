import type { ColumnDrift, DriftReport, SegmentDrift } from '#src/contracts/reports.ts';
import { InvalidDataError } from '#src/errors.ts';
import { byCodePoint } from '#src/tabular/code-point-order.ts';
import { columnNamed, dropColumns, emptyColumns, selectRows } from '#src/tabular/select.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { compareTables, type DriftOptions } from './detect-drift.ts';

/** A segment with fewer rows on a side says too little to be compared. */
const FEWEST_ROWS = 30;
/** A column with more values on both sides is no segmentation. */
const MOST_SEGMENTS = 50;
/** Drifted columns that a segment names. */
const MOST_NAMED = 5;

type Rows = ReadonlyMap<string, readonly number[]>;

/**
 * Repeats a comparison within every value of some columns that both data sets have. Each segment is a data set of its
 * own: its false discoveries are controlled over its own tests.
 *
 * @param options - of the whole comparison; types are those of its report, so that they are the same in every segment
 * @throws InvalidDataError when a column is not in both data sets or has too many values
 */
export function compareSegments(
  reference: Table,
  current: Table,
  columns: readonly string[],
  { byColumn }: DriftReport,
  options: DriftOptions,
): NonNullable<DriftReport['segments']> {
  const types = Object.fromEntries(Object.entries(byColumn).map(([name, { type }]) => [name, type]));
  const tested = Object.keys(byColumn);
  return Object.fromEntries(
    columns.map((name) => {
      const [before, now] = [rowsByValue(columnNamed(reference, name)), rowsByValue(columnNamed(current, name))];
      const values = [...before.keys()].filter((value) => now.has(value)).sort(byCodePoint);
      requireFew(name, values.length);
      const within = { ...options, types, columns: tested.filter((column) => column !== name) };
      const segments = values.map((value): [string, SegmentDrift] => [
        value,
        compareSegment(selectRows(reference, before.get(value)!), selectRows(current, now.get(value)!), within),
      ]);
      return [name, Object.fromEntries(segments)];
    }),
  );
}

function requireFew(name: string, values: number): void {
  if (values > 0 && values <= MOST_SEGMENTS) return;
  throw new InvalidDataError(
    `column "${name}" makes no segments: both data sets share ${values} of its values; take one that has 1 to ${MOST_SEGMENTS}`,
  );
}

function compareSegment(reference: Table, current: Table, options: DriftOptions): SegmentDrift {
  const rows = { reference: reference.rowCount, current: current.rowCount };
  // A column may have no values here; what has none at all is for the whole comparison to say.
  const empty = new Set([...emptyColumns(reference), ...emptyColumns(current)]);
  const columns = (options.columns ?? []).filter((name) => !empty.has(name));
  if (rows.reference < FEWEST_ROWS || rows.current < FEWEST_ROWS || columns.length === 0) {
    return { rows, decision: null, driftShare: null, driftedColumns: 0, columns: 0, byColumn: {} };
  }
  const [before, now] = [dropColumns(reference, empty), dropColumns(current, empty)];
  const { report } = compareTables(before, now, { ...restrict(options, columns), columns });
  const { decision, driftShare, driftedColumns, byColumn } = report;
  return { rows, decision, driftShare, driftedColumns, columns: report.columns, byColumn: mostDrifted(byColumn) };
}

/** What is said of single columns, as far as they are compared. */
function restrict(options: DriftOptions, columns: readonly string[]): DriftOptions {
  const kept = <Value>(given: Readonly<Record<string, Value>> = {}) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => columns.includes(name)));
  const weights = kept(options.weights);
  const { weights: _, ...others } = options;
  const counted = Object.values(weights).some((weight) => weight > 0);
  return {
    ...others,
    methods: kept(options.methods),
    thresholds: kept(options.thresholds),
    ...(counted && { weights }),
  };
}

/** Those with the largest share of their threshold first. */
function mostDrifted(byColumn: Readonly<Record<string, ColumnDrift>>): Record<string, ColumnDrift> {
  const drifted = Object.entries(byColumn).filter(([, drift]) => drift.drifted);
  const byChance = drifted.sort(([, a], [, b]) => (a.chance ?? 0) - (b.chance ?? 0) || (b.score ?? 0) - (a.score ?? 0));
  return Object.fromEntries(byChance.slice(0, MOST_NAMED));
}

function rowsByValue(column: Column): Rows {
  const rows = new Map<string, number[]>();
  const spell = speller(column);
  for (let row = 0; row < (column.storage === 'string' ? column.codes : column.values).length; row++) {
    const value = spell(row);
    if (value === undefined) continue;
    const known = rows.get(value);
    if (known) known.push(row);
    else rows.set(value, [row]);
  }
  return rows;
}

function speller(column: Column): (row: number) => string | undefined {
  if (column.storage === 'string') return (row) => column.levels[column.codes[row]!];
  const { values, storage } = column;
  return (row) => {
    const value = values[row]!;
    if (!Number.isFinite(value)) return undefined;
    return storage === 'boolean' ? String(value === 1) : String(value);
  };
}
