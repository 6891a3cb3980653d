import { readFileSync } from 'node:fs';
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { ProjectFile } from '#src/contracts/project-file.ts';
import { ValidationReport } from '#src/contracts/reports.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { writeParquet } from '#src/tabular/write-parquet.ts';
import { validateData } from '#src/validate/validate-data.ts';
import { fuzzValidation } from '#test/support/csv-fuzz/fuzz-validation.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const folder = temporaryFolder();

const project = ProjectFile.parse({
  project: 'p',
  target: 'y',
  task: 'binary',
  columns: { x: { type: 'numerical' } },
  validation: {
    minRows: 5,
    rules: [
      'x between 0 and 100',
      'completeness(name) >= 0.5',
      'unique(name)',
      'y in [0, 1]',
      { rule: 'x >= 1', otherwise: 'drop' },
      { rule: 'matches(name, /^[^"]*"\\d+"$/)', otherwise: 'drop' },
      { rule: 'mean(x) < 50', otherwise: 'warn' },
      { rule: 'quantile(x, 0.9) < 50', otherwise: 'warn' },
      { rule: 'outliers(x) <= 0.1', otherwise: 'warn' },
      { rule: 'duplicates <= 0.1', otherwise: 'warn' },
      { rule: 'sorted(name)', otherwise: 'warn' },
      { rule: 'fresh(when, 1 day)', otherwise: 'warn' },
    ],
  },
});

const rows = Array.from(
  { length: 40 },
  (_, row) => `${row * 1.5},"é, ""${row}""",2020-01-0${(row % 9) + 1},${row % 2}`,
);
const csv = Buffer.from(['x,name,when,y', ...rows, ''].join('\n'));

type Mutation = (bytes: Buffer) => Buffer;
const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const telling = fc.constantFrom(...Array.from('"\n\r,;\t\0\\x0- ', (character) => character.charCodeAt(0)));
const byte = fc.oneof(fc.nat(255), telling);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(share, byte).map(
    ([at, value]): Mutation =>
      (bytes) => {
        const copy = Buffer.from(bytes);
        if (copy.length > 0) copy[Math.floor(at * copy.length)] = value;
        return copy;
      },
  ),
  fc.tuple(share, fc.uint8Array({ maxLength: 6 })).map(
    ([at, inserted]): Mutation =>
      (bytes) => {
        const place = Math.floor(at * bytes.length);
        return Buffer.concat([bytes.subarray(0, place), inserted, bytes.subarray(place)]);
      },
  ),
  share.map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(0, Math.floor(at * bytes.length)),
  ),
  share.map(
    (at): Mutation =>
      (bytes) =>
        bytes.subarray(Math.floor(at * bytes.length)),
  ),
  fc.tuple(telling, telling).map(
    ([from, to]): Mutation =>
      (bytes) =>
        Buffer.from(bytes.map((b) => (b === from ? to : b))),
  ),
);
const mutated = fc.tuple(fc.array(mutation, { minLength: 1, maxLength: 6 }));

async function reportOn(name: string, body: Uint8Array): Promise<ValidationReport> {
  const path = folder.write(name, body);
  const { report, table, dropped } = await validateData({ files: [{ name, path }], project });
  expect(report.valid).toBe(report.violations.length === 0);
  expect(table?.rowCount ?? 0).toBe(report.rows);
  expect(dropped?.rowCount ?? 0).toBe(report.droppedRows);
  return ValidationReport.parse(report);
}

describe('whatever becomes of a file, validation ends with a report', () => {
  test('CSV, also compressed: ingested with exactly its cells, or quarantined, and the next file is read as always', async () => {
    const { wrong, ingested, quarantined } = await fuzzValidation(1, 1000, folder.path('csv'));
    expect(wrong).toEqual([]);
    expect(ingested).toBeGreaterThan(200);
    expect([...quarantined.keys()].sort()).toEqual(
      expect.arrayContaining(['encoding', 'header', 'ragged', 'readable']),
    );
  });

  property.prop([mutated], { numRuns: 40 })('rows that rules take out are counted', async ([mutations]) => {
    await reportOn(
      'fuzz.csv',
      mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), csv),
    );
  });

  property.prop([mutated], { numRuns: 100 })('Parquet', async ([mutations]) => {
    await reportOn(
      'fuzz.parquet',
      mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), await parquet()),
    );
  });
});

let written: Promise<Buffer> | undefined;

/** The same rows as one Parquet file. */
function parquet(): Promise<Buffer> {
  written ??= (async () => {
    await writeParquet(await readTable([folder.write('source.csv', csv)]), folder.path('source.parquet'));
    return readFileSync(folder.path('source.parquet'));
  })();
  return written;
}
