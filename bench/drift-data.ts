import { below, createRandom, type Random } from '#src/random.ts';
import type { Column, Table } from '#src/tabular/table.ts';

const NUMERIC_COLUMNS = 40;
const FEWEST_LEVELS = 3;
const MOST_LEVELS = 200;
const CATEGORICAL_COLUMNS = 10;
const MISSING_SHARE = 0.01;
/** Three columns in ten are shifted in the current data. */
const isShifted = (column: number): boolean => column % 10 < 3;

/** Shapes of numeric columns by the number of the column, in turn; a shift is half a standard deviation or so. */
const SHAPES: readonly ((random: Random, shift: number) => number)[] = [
  (random, shift) => normal(random) + shift,
  (random, shift) => random() + 0.3 * shift,
  (random, shift) => Math.exp(normal(random) + shift),
  (random, shift) => -Math.log(1 - random()) * (1 + shift),
  (random, shift) => below(1000, random) + Math.round(300 * shift),
  (random, shift) => normal(random) + (random() < 0.5 ? -3 : 3) + 3 * shift,
  (random, shift) => 1e6 + Math.round(100 * (normal(random) + shift)) / 100,
];

/**
 * Two data sets of one seed: 40 numeric columns with 1 % missing and 10 categorical ones with 3 to 200 levels, 30 % of
 * which are distributed otherwise in the current one.
 */
export function driftData(rowCount: number, side: 'reference' | 'current'): Table {
  const shifted = (column: number) => (side === 'current' && isShifted(column) ? 0.5 : 0);
  const stream = (column: number) => createRandom(2026, 2 * column + (side === 'current' ? 1 : 0));
  const numeric = Array.from({ length: NUMERIC_COLUMNS }, (_, column) =>
    numericColumn(column, rowCount, shifted(column), stream(column)),
  );
  const categorical = Array.from({ length: CATEGORICAL_COLUMNS }, (_, column) =>
    categoricalColumn(column, rowCount, shifted(column), stream(NUMERIC_COLUMNS + column)),
  );
  return { rowCount, columns: [...numeric, ...categorical] };
}

function numericColumn(column: number, rowCount: number, shift: number, random: Random): Column {
  const shape = SHAPES[column % SHAPES.length] ?? normal;
  const values = new Float64Array(rowCount);
  for (let row = 0; row < rowCount; row++) {
    values[row] = random() < MISSING_SHARE ? Number.NaN : shape(random, shift);
  }
  return { name: `number${column}`, storage: 'float', values };
}

function categoricalColumn(column: number, rowCount: number, shift: number, random: Random): Column {
  const share = column / (CATEGORICAL_COLUMNS - 1);
  const count = Math.round(FEWEST_LEVELS * (MOST_LEVELS / FEWEST_LEVELS) ** share);
  const levels = Array.from({ length: count }, (_, level) => `level${String(level).padStart(3, '0')}`);
  // A power of a uniform number makes the first levels the commoner ones.
  const codes = Int32Array.from({ length: rowCount }, () => Math.floor(count * random() ** (1 + shift)));
  return { name: `category${column}`, storage: 'string', levels, codes };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
