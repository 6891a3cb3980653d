import type { ColumnType } from '#src/contracts/settings/column-type.ts';
import type { Random } from '#src/random.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf } from './build-table.ts';

/** A column made of a standard normal variable, so that the same shift of it means the same for each. */
interface Shape {
  readonly type: ColumnType;
  readonly of: (normal: number) => number;
}

/** Levels with shares that fall geometrically by `ratio`, in the order of the normal variable. */
function levels(count: number, ratio: number): Shape['of'] {
  const shares = Array.from({ length: count }, (_, level) => ratio ** level);
  const all = shares.reduce((sum, share) => sum + share, 0);
  let upTo = 0;
  const bounds = shares.map((share) => {
    upTo += share / all;
    return upTo;
  });
  return (normal) => {
    const share = normalShare(normal);
    const level = bounds.findIndex((bound) => share < bound);
    return level < 0 ? count - 1 : level;
  };
}

/** Φ by the logistic approximation, close enough to cut levels of about the right shares. */
const normalShare = (normal: number): number => 1 / (1 + Math.exp(-1.702 * normal));

export const shapes = {
  normal: { type: 'numerical', of: (normal) => normal },
  lognormal: { type: 'numerical', of: (normal) => Math.exp(1.5 * normal) },
  '80 % zeros': { type: 'numerical', of: (normal) => Math.max(normal - 0.84, 0) },
  '2 levels': { type: 'categorical', of: levels(2, 0.5) },
  '8 levels': { type: 'categorical', of: levels(8, 0.7) },
  '100 levels': { type: 'categorical', of: levels(100, 0.97) },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;

/** One column `x` of the shape, its normal variable shifted by so many of its standard deviations. */
export function sample(shape: ShapeName, rows: number, shift: number, random: Random): Table {
  const { of }: Shape = shapes[shape];
  const values = Array.from({ length: rows }, () => of(shift + standardNormal(random)));
  return tableOf(numbers('x', values));
}

/** Box and Muller's transform. */
const standardNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
