import type { DriftKind } from './drift-kind.ts';
import { mapNumbers } from './map-numbers.ts';
import { momentsOf } from './moments.ts';

export const scale: DriftKind = {
  description: 'numbers lie 1 + <size> times as far from their mean',
  size: { default: 1, min: -1, max: Number.POSITIVE_INFINITY },
  affects: ({ type, isTarget }) => type === 'numerical' && !isTarget,
  change(column, { size, baseline }) {
    const { mean } = momentsOf(baseline);
    return mapNumbers(column, baseline, (value) => mean + (1 + size) * (value - mean));
  },
};
