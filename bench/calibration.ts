import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import { createRandom } from '#src/random.ts';
import { type ShapeName, sample, shapes } from '#test/support/drift-samples.ts';

const REFERENCE_ROWS = 2000;
const SHIFTS = [0, 0.3, 0.5];
const MODES = ['evidently', 'calibrated'] as const;

/** How many pairs of data sets are simulated without and with a shift; large ones differ little from one another. */
const SIZES = [
  { rows: 50, quiet: 1000, shifted: 300 },
  { rows: 200, quiet: 1000, shifted: 300 },
  { rows: 1000, quiet: 500, shifted: 200 },
  { rows: 100_000, quiet: 30, shifted: 10 },
];

/** Every shape by the modes' own tests, and one by a test that is asked for. */
const COLUMNS: readonly { readonly name: string; readonly shape: ShapeName; readonly method?: 'wasserstein' }[] = [
  ...(Object.keys(shapes) as ShapeName[]).map((shape) => ({ name: shape, shape })),
  { name: 'lognormal, by wasserstein', shape: 'lognormal', method: 'wasserstein' },
];

/**
 * How often a column is called drifted, by either mode: with no drift, and with the normal variable behind the column
 * shifted. Every reference and every current sample is new, and each data set has one column, which bounding the false
 * discoveries over columns helps least.
 */
export async function benchCalibration(): Promise<string> {
  const titles = SHIFTS.flatMap((shift) => MODES.map((mode) => `${mode} ${shift} σ`));
  const lines = COLUMNS.flatMap((column) => SIZES.map((size) => [column.name, size.rows, ...alarmRates(column, size)]));
  const header = ['column', 'current rows', ...titles];
  return [header, header.map((_, index) => (index === 0 ? '---' : '---:')), ...lines]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function alarmRates(
  { shape, method }: (typeof COLUMNS)[number],
  { rows, quiet, shifted }: (typeof SIZES)[number],
): string[] {
  const types = { x: shapes[shape].type };
  const options: DriftOptions = { types, ...(method && { method }) };
  return SHIFTS.flatMap((shift) => {
    const pairs = Array.from({ length: shift === 0 ? quiet : shifted }, (_, pair) => {
      const random = createRandom(pair, rows + 10 * shift);
      const reference = sample(shape, REFERENCE_ROWS, 0, random);
      const current = sample(shape, rows, shift, random);
      return MODES.map((mode) => detectDrift(reference, current, { ...options, mode }).driftedColumns);
    });
    return MODES.map((_, index) => {
      const alarms = pairs.reduce((sum, pair) => sum + (pair[index] ?? 0), 0);
      return (alarms / pairs.length).toFixed(3);
    });
  });
}
