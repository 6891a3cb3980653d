import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { namedTest } from '#src/drift/named-test.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf, texts } from '#test/support/build-table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const Verdict = z.object({ score: z.number(), drifted: z.boolean(), threshold: z.number(), displayName: z.string() });
const Rows = z.tuple([z.int(), z.int()]);
const { cases } = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        file: z.string(),
        columns: z.array(z.string()),
        reference: Rows,
        current: Rows,
        replaced: z.boolean(),
        perc_text_content_drift: Verdict,
        abs_text_content_drift: Verdict,
        report: z.object({ count: z.int(), share: z.number(), text: z.number() }),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('recorded/text-drift.json', import.meta.url), 'utf8')));
type Case = (typeof cases)[number];

/** As text_drift.py makes it: a text beside a column that stays and one that moves. */
function sideOf(table: Table, columns: readonly string[], [from, to]: [number, number], by: number, replace: boolean) {
  const cells = columns.map((name) => columnNamed(table, name));
  const written = Array.from({ length: to - from }, (_, at) => {
    const row = cells.map((column) =>
      column.storage === 'string' ? (column.levels[column.codes[from + at]!] ?? '') : '',
    );
    const text = row.join(' ');
    return replace ? text.replaceAll('Private', 'self employed').replaceAll('Fiber optic', 'glass fibre') : text;
  });
  return tableOf(
    texts('text', written),
    numbers(
      'still',
      written.map((_, row) => (row % 7) / 2),
    ),
    numbers(
      'moved',
      written.map((_, row) => (row % 11) / 2 + by),
    ),
  );
}

const known = new Map<string, Promise<Table>>();

function read(file: string): Promise<Table> {
  const table = known.get(file) ?? readTable([sharedPath(`data/${file}`)]);
  known.set(file, table);
  return table;
}

async function compare({ file, columns, reference, current, replaced }: Case) {
  const table = await read(file);
  const types = { text: 'text', still: 'numerical', moved: 'numerical' } as const;
  const [before, now] = [sideOf(table, columns, reference, 0, false), sideOf(table, columns, current, 9, replaced)];
  return detectDrift(before, now, { mode: 'evidently', types });
}

describe.skipIf(!hasShared)('Evidently on texts (skipped when ../shared is absent)', () => {
  const differences: number[] = [];

  it.each(cases)('$name', async (golden) => {
    const report = await compare(golden);
    const { score, method, ...verdict } = report.byColumn['text']!;
    const rows = golden.reference[1] - golden.reference[0];
    const expected = rows > 1000 ? golden.abs_text_content_drift : golden.perc_text_content_drift;
    expect({ ...verdict, displayName: namedTest(method).displayName }).toEqual({
      type: 'text',
      threshold: expected.threshold,
      drifted: expected.drifted,
      displayName: expected.displayName,
    });
    expect([report.driftShare, report.driftedColumns]).toEqual([golden.report.share, golden.report.count]);
    expect(Math.abs(score! - golden.report.text)).toBeLessThan(0.002);
    differences.push(Math.abs(score! - golden.report.text));
  });

  it('has the same score in nearly every case, where the logarithms of NumPy are rounded right', () => {
    expect(differences.filter((difference) => difference < 1e-6).length).toBeGreaterThanOrEqual(10);
  });
});

describe.runIf(!hasShared)('../shared is absent', () => {
  it('so the recorded texts cannot be compared', ({ skip }) => skip());
});
