import type { DriftKind } from './drift-kind.ts';

export const none: DriftKind = {
  description: 'new rows from the same distribution',
  size: { default: 0, min: 0, max: 0 },
  affects: () => true,
  change: (column) => column,
};
