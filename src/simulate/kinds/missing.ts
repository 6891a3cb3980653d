import type { DriftKind } from './drift-kind.ts';

export const missing: DriftKind = {
  description: 'a share <size> of the values is missing',
  size: { default: 0.2, min: 0, max: 1 },
  affects: ({ isTarget }) => !isTarget,
  change: (column, { size, random }) =>
    column.storage === 'string'
      ? { ...column, codes: column.codes.map((code) => (random() < size ? -1 : code)) }
      : { ...column, values: column.values.map((value) => (random() < size ? Number.NaN : value)) },
};
