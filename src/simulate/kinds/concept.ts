import type { Column } from '#src/tabular/table.ts';
import { below, type Random } from '../../random.ts';
import type { DriftKind } from './drift-kind.ts';
import { shift } from './shift.ts';

/** The target no longer follows from the features as it did; its classes stay as frequent as they were. */
export const concept: DriftKind = {
  description:
    'a share <size> of the labels is dealt out anew; a regression target moves by <size> standard deviations',
  size: { default: 0.5, min: 0, max: Number.POSITIVE_INFINITY },
  affects: ({ isTarget }) => isTarget,
  change(column, change) {
    if (change.type === 'numerical') return shift.change(column, change);
    const order = dealtAnew(column, change.size, change.random);
    return column.storage === 'string'
      ? { ...column, codes: column.codes.map((_, row) => column.codes[order[row]!]!) }
      : { ...column, values: column.values.map((_, row) => column.values[order[row]!]!) };
  },
};

/** For every row the row whose label it gets: its own, except for a random share that is shuffled (Fisher-Yates). */
function dealtAnew(column: Column, share: number, random: Random): Int32Array {
  const order = Int32Array.from(column.storage === 'string' ? column.codes : column.values, (_, row) => row);
  const chosen = order.filter(() => random() < share);
  const shuffled = chosen.slice();
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = below(last + 1, random);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  for (const [index, row] of chosen.entries()) order[row] = shuffled[index]!;
  return order;
}
