import type { ColumnDrift, DriftReport } from '#src/contracts/reports.ts';
import { namedTest } from '#src/drift/named-test.ts';
import { sortedValues } from '#src/drift/sorted-values.ts';
import type { TextTest } from '#src/drift/text/text-tests.ts';
import { byCodePoint } from '#src/tabular/code-point-order.ts';
import type { Column, NumericColumn, Table } from '#src/tabular/table.ts';
import { type Histogram, sharedHistogram } from './histogram.ts';
import { compareLevels, type Levels } from './levels.ts';
import { type NumberSummary, summarise } from './number-summary.ts';

export interface Numbers {
  readonly kind: 'numbers';
  readonly histogram: Histogram;
  readonly reference: NumberSummary;
  readonly current: NumberSummary;
}

export interface Categories extends Levels {
  readonly kind: 'categories';
}

/** Everything the page says about one column. */
export interface ComparedColumn {
  readonly name: string;
  readonly drift: ColumnDrift;
  readonly test: TextTest;
  /** Shares of the rows without a value, 0..1. */
  readonly missing: { readonly reference: number; readonly current: number };
  /** Of free text, its lengths; undefined when neither side has a value. */
  readonly distribution: Numbers | Categories | undefined;
}

/** The tested columns, drifted ones first, then by how far the score is beyond its threshold, then by PSI and name. */
export function compareColumns(reference: Table, current: Table, { byColumn }: DriftReport): readonly ComparedColumn[] {
  const before = new Map(reference.columns.map((column) => [column.name, column]));
  const now = new Map(current.columns.map((column) => [column.name, column]));
  return Object.entries(byColumn)
    .flatMap(([name, drift]) => {
      const [was, is] = [before.get(name), now.get(name)];
      return was && is ? [compareColumn(name, drift, was, is)] : [];
    })
    .sort(
      (a, b) =>
        Number(b.drift.drifted) - Number(a.drift.drifted) ||
        descending(excess(a), excess(b)) ||
        descending(a.drift.psi ?? 0, b.drift.psi ?? 0) ||
        byCodePoint(a.name, b.name),
    );
}

// Two infinities are equal, and their difference is not a number.
const descending = (a: number, b: number): number => (a === b ? 0 : b - a);

/** How many times a threshold is passed, of the values, the missing or the unseen ones, whichever goes furthest. */
function excess({ drift, test }: ComparedColumn): number {
  const changes = [drift.missing, drift.unseen].filter((change) => change !== undefined);
  return Math.max(
    excessOfScore(drift, test),
    ...changes.map(({ reference, current, threshold }) => Math.abs(current - reference) / threshold),
  );
}

function excessOfScore({ score, threshold }: ColumnDrift, { kind }: TextTest): number {
  if (score === null) return 0;
  return kind === 'p_value' ? threshold / score : score / threshold;
}

function compareColumn(name: string, drift: ColumnDrift, reference: Column, current: Column): ComparedColumn {
  const asNumbers = drift.type === 'numerical' && reference.storage !== 'string' && current.storage !== 'string';
  const missing = { reference: missingShare(reference), current: missingShare(current) };
  const about = { name, drift, test: namedTest(drift.method), missing };
  if (missing.reference === 1 && missing.current === 1) return { ...about, distribution: undefined };
  if (drift.type === 'text') {
    return { ...about, distribution: compareNumbers(textLengths(reference), textLengths(current)) };
  }
  const distribution = asNumbers
    ? compareNumbers(reference, current)
    : { kind: 'categories' as const, ...compareLevels(reference, current) };
  return { ...about, distribution };
}

function compareNumbers(reference: NumericColumn, current: NumericColumn): Numbers | undefined {
  const [before, now] = [sortedValues(reference.values), sortedValues(current.values)];
  if (before.length + now.length === 0) return undefined;
  const integers = reference.storage === 'integer' && current.storage === 'integer';
  return {
    kind: 'numbers',
    histogram: sharedHistogram(before, now, integers),
    reference: summarise(before),
    current: summarise(now),
  };
}

/** How many characters (UTF-16 code units) each text has. */
function textLengths(column: Column): NumericColumn {
  if (column.storage !== 'string') return column;
  const { name, levels, codes } = column;
  const values = Float64Array.from(codes, (code) => levels[code]?.length ?? Number.NaN);
  return { name, storage: 'integer', values };
}

function missingShare(column: Column): number {
  const cells = column.storage === 'string' ? column.codes : column.values;
  let missing = 0;
  for (const cell of cells) if (column.storage === 'string' ? cell < 0 : Number.isNaN(cell)) missing++;
  return cells.length === 0 ? 1 : missing / cells.length;
}
