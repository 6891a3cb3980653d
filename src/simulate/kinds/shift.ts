import type { DriftKind } from './drift-kind.ts';
import { mapNumbers } from './map-numbers.ts';
import { momentsOf } from './moments.ts';

export const shift: DriftKind = {
  description: 'numbers move by <size> standard deviations',
  size: { default: 1, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY },
  affects: ({ type, isTarget }) => type === 'numerical' && !isTarget,
  change(column, { size, baseline }) {
    const { deviation } = momentsOf(baseline);
    return mapNumbers(column, baseline, (value) => value + size * deviation);
  },
};
