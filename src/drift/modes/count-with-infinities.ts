import type { DriftMethod } from '#src/contracts/settings/drift.ts';
import type { Column } from '#src/tabular/table.ts';
import { type ColumnPair, type NumericalPair, unorderedValues } from '../column-pair.ts';
import type { PlannedColumn } from '../plan-columns.ts';
import { ascending } from '../sorted-values.ts';
import { testPair } from '../test-pair.ts';

/** The tests of Evidently's choice that take infinities like any other number. */
const TAKES_INFINITIES: readonly DriftMethod[] = ['ks', 'chisquare', 'z', 'jensenshannon'];

/**
 * The values by which Evidently counts drifted columns, which it does apart from their scores: a side keeps its
 * infinities unless it misses values, too.
 *
 * @param finite - the same column without them
 * @returns undefined where that changes nothing
 */
export function pairWithInfinities(column: PlannedColumn, finite: ColumnPair): NumericalPair | undefined {
  if (finite.type === 'categorical') return undefined;
  const { reference, current } = unorderedValues(finite);
  const [before, now] = [infinitiesKept(column.reference, reference), infinitiesKept(column.current, current)];
  if (!(before || now)) return undefined;
  return {
    type: 'numerical',
    reference: ascending((before ?? reference).slice()),
    current: ascending((now ?? current).slice()),
    integers: false,
  };
}

function infinitiesKept(column: Column, finite: Float64Array): Float64Array | undefined {
  if (column.storage === 'string' || column.values.length === finite.length) return undefined;
  return column.values.some(Number.isNaN) ? undefined : column.values;
}

/** Whether Evidently counts such a column as drifted; undefined where it would raise an error. */
export function isCountedAsDrifted(pair: NumericalPair, method: DriftMethod, threshold: number): boolean | undefined {
  const infinities = { reference: infinitiesOf(pair.reference), current: infinitiesOf(pair.current) };
  // Means and deviations with infinities are no numbers, and neither is an infinity taken from another.
  if (method === 't_test') return false;
  if (method === 'ed') return areDistinct([...infinities.reference, ...infinities.current]);
  if (method === 'wasserstein') return infinities.reference.length === 0 && areDistinct(infinities.current);
  return TAKES_INFINITIES.includes(method) ? testPair(pair, method, threshold).drifted : undefined;
}

const infinitiesOf = (values: Float64Array): number[] => [...values.filter((value) => !Number.isFinite(value))];

const areDistinct = (values: readonly number[]): boolean => new Set(values).size === values.length;
