import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DriftOptions, detectDrift } from '#src/drift/detect-drift.ts';
import { compareFiles } from '#src/drift/files/compare-files.ts';
import { createRandom } from '#src/random.ts';
import { readTable } from '#src/tabular/read-table.ts';
import type { Table } from '#src/tabular/table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();
const paths = [folder.path('reference.parquet'), folder.path('current.parquet')] as const;

/** So many that threads are worth while. */
const ROWS = 20_000;

function tableOfSide(seed: number, only: string): Table {
  const random = createRandom(seed);
  const repeat = <T>(value: () => T) => Array.from({ length: ROWS }, value);
  const floats = Array.from({ length: 24 }, (_, column) =>
    numbers(
      `number${column}`,
      repeat(() => (random() < 0.01 ? null : random() + (seed * column) / 50)),
    ),
  );
  const levels = texts(
    'level',
    repeat(() => `level ${Math.floor(9 * random() ** seed)}`),
  );
  return tableOf(...floats, levels, numbers(only, repeat(random)));
}

beforeAll(async () => {
  await writeParquet(tableOfSide(1, 'before'), paths[0]);
  await writeParquet(tableOfSide(2, 'now'), paths[1]);
});

const onTables = async (options: DriftOptions) =>
  detectDrift(await readTable([paths[0]]), await readTable([paths[1]]), options);

describe('compareFiles', () => {
  it.each<DriftOptions>([{ mode: 'evidently' }, { mode: 'calibrated', methods: { number0: 'psi' } }])(
    'gives the answer of detectDrift with one thread or three: %o',
    async (options) => {
      const expected = await onTables(options);
      for (const threads of [1, 3]) {
        const { report, untested } = await compareFiles(paths, options, threads);
        expect(report).toEqual(expected);
        expect(Object.keys(report.byColumn)).toEqual(Object.keys(expected.byColumn));
        expect(untested.map(({ name }) => name)).toEqual(['now', 'before']);
      }
    },
  );

  it('looks at the columns that are asked for, in that order', async () => {
    const { report } = await compareFiles(paths, { columns: ['level', 'number3'] }, 2);
    expect(Object.keys(report.byColumn)).toEqual(['level', 'number3']);
    await expect(compareFiles(paths, { columns: ['level', 'now'] }, 2)).rejects.toThrow(
      'column "now" cannot be tested for drift: it is missing from the reference data',
    );
  });

  it('fails with the same error whichever thread meets it', async () => {
    const methods = { number20: 'chisquare', number2: 'chisquare' } as const;
    for (const threads of [1, 2]) {
      await expect(compareFiles(paths, { methods }, threads)).rejects.toThrow(
        'the drift method "chisquare" does not apply to the numerical column "number2"',
      );
    }
  });

  it('compares CSV files, and a CSV file with a Parquet file', async () => {
    const csv = folder.path('small.csv');
    writeFileSync(csv, `number1\n${Array.from({ length: 50 }, (_, row) => row / 50).join('\n')}\n`);
    const { report } = await compareFiles([csv, csv], {}, 2);
    expect(report.byColumn).toMatchObject({ number1: { score: 0, drifted: false } });
    const mixed = await compareFiles([paths[0], csv], {}, 2);
    expect(Object.keys(mixed.report.byColumn)).toEqual(['number1']);
    expect(mixed.untested).toHaveLength(25);
  });
});
