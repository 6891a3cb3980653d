import type { ShareChange } from '#src/contracts/reports.ts';
import type { Column } from '#src/tabular/table.ts';
import type { ColumnPair } from '../column-pair.ts';
import { total } from '../frequencies.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import { fisherTail, fisherTwoSided, type Share } from './fisher.ts';

/** A change by fewer of the rows than this is too small to matter. */
const SMALLEST_CHANGE = 0.05;

/** A change of some rows' share that is of practical size or not; whether chance explains it is for all tests together. */
export interface ShareTest extends Omit<ShareChange, 'drifted'> {
  readonly matters: boolean;
}

/** The share of missing values, in either direction; infinite ones count as missing. Undefined where none is missing. */
export function testMissing({ reference, current }: PlannedColumn): ShareTest | undefined {
  const [before, now] = [missingIn(reference), missingIn(current)];
  if (before.count + now.count === 0 || before.rows === 0 || now.rows === 0) return undefined;
  const test = shareTest(before, now, fisherTwoSided(before, now));
  return { ...test, matters: Math.abs(test.current - test.reference) >= SMALLEST_CHANGE };
}

/**
 * The share of current rows with a level that the reference does not have. What the reference leads to expect is its
 * rows whose level is theirs alone: each would be unseen, had it come later. Undefined where there is neither.
 *
 * @see Good (1953), "The Population Frequencies of Species": the share of levels seen once estimates that of unseen ones
 */
export function testUnseen(pair: ColumnPair): ShareTest | undefined {
  if (pair.type === 'numerical') return undefined;
  const { reference, current } = pair.frequencies;
  const seenOnce = reference.filter((count) => count === 1).length;
  const unseen = current.reduce((sum, count, level) => (reference[level] === 0 ? sum + count : sum), 0);
  if (seenOnce + unseen === 0) return undefined;
  const [before, now] = [
    { count: seenOnce, rows: total(reference) },
    { count: unseen, rows: total(current) },
  ];
  const test = shareTest(before, now, fisherTail(before, now));
  return { ...test, matters: test.current >= SMALLEST_CHANGE };
}

function shareTest(reference: Share, current: Share, chance: number) {
  const shares = { reference: reference.count / reference.rows, current: current.count / current.rows };
  return { ...shares, threshold: SMALLEST_CHANGE, chance };
}

function missingIn(column: Column): Share {
  return column.storage === 'string' ? negativeCodes(column.codes) : notFinite(column.values);
}

/** A loop for each kind of array, by index: one loop for both takes six times as long. */
function negativeCodes(codes: Int32Array): Share {
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row]! < 0) count++;
  return { count, rows: codes.length };
}

function notFinite(values: Float64Array): Share {
  let count = 0;
  for (let row = 0; row < values.length; row++) if (!Number.isFinite(values[row])) count++;
  return { count, rows: values.length };
}
