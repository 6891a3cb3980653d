import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '#src/tabular/read-table.ts';
import { channelFile } from '#src/train/sagemaker/write-channel.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const { path } = temporaryFolder();
const rowsOf = (values: readonly (readonly number[])[], weights?: readonly number[]) => ({
  features: {
    names: (values[0] ?? []).map((_, index) => (index === 0 ? 'A' : 'a')),
    rowCount: values.length,
    values: Float32Array.from(values.flat()),
  },
  labels: Float32Array.from(values, (_, row) => row % 2),
  ...(weights && { weights: Float32Array.from(weights) }),
});

describe('a channel without weights', () => {
  const { contentType, extension, write } = channelFile(false);

  it('is Parquet: the label first, then the features, missing ones as NULL', async () => {
    expect([contentType, extension]).toEqual(['application/x-parquet', '.parquet']);
    const rows = rowsOf([
      [0.1, Number.NaN],
      [-3, 2e-30],
    ]);
    await write(rows, path('rows.parquet'));
    const { columns } = await readTable([path('rows.parquet')]);
    expect(columns.map(({ name }) => name)).toEqual(['c0', 'c1', 'c2']);
    const values = columns.map((column) => (column.storage === 'string' ? [] : [...column.values]));
    expect(values).toEqual([
      [0, 1],
      [Math.fround(0.1), -3],
      [Number.NaN, Math.fround(2e-30)],
    ]);
  });
});

describe('a channel with weights', () => {
  const { contentType, extension, write } = channelFile(true);

  it('is CSV without names: label, weight, features, a missing one as nan', async () => {
    expect([contentType, extension]).toEqual(['text/csv', '.csv']);
    await write(
      rowsOf(
        [
          [1, Number.NaN],
          [2.5, -7],
        ],
        [2, 0.5],
      ),
      path('rows.csv'),
    );
    expect(readFileSync(path('rows.csv'), 'utf8')).toBe('0,2,1,nan\n1,0.5,2.5,-7\n');
  });

  it('keeps every float32, over many lines', async () => {
    const value = fc.float({ noNaN: true, noDefaultInfinity: true });
    const pair = fc.tuple(value, value);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { minLength: 1, maxLength: 20 }), async (few) => {
        const many = Array.from({ length: 5000 }, (_, row) => few[row % few.length]!);
        await write({ ...rowsOf(many), weights: new Float32Array(5000) }, path('many.csv'));
        const lines = readFileSync(path('many.csv'), 'utf8').trimEnd().split('\n');
        const read = lines.flatMap((line) => line.split(',').slice(2).map(Number));
        // One zero is as good as the other.
        const differing = many.flat().filter((number, index) => Math.fround(number) !== Math.fround(read[index]!));
        expect([read.length, differing]).toEqual([10_000, []]);
      }),
      { numRuns: 10 },
    );
  });
});
