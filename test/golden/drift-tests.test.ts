import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DriftMethod } from '#src/contracts/settings/drift.ts';
import { detectDrift } from '#src/drift/detect-drift.ts';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed, selectRows } from '#src/tabular/select.ts';
import type { Table } from '#src/tabular/table.ts';
import { numbers, tableOf } from '#test/support/build-table.ts';
import { hasShared, sharedPath } from '#test/support/shared-data.ts';

const Verdict = z.object({ score: z.number().nullable(), drifted: z.boolean(), threshold: z.number() });
const Said = z.union([Verdict, z.object({ error: z.string() })]);
const Rows = z.tuple([z.int(), z.int()]);
const Source = z.object({ file: z.string(), column: z.string(), reference: Rows, current: Rows });
const Infinite = z.enum(['inf', '-inf']).transform((text) => (text === 'inf' ? Number.POSITIVE_INFINITY : -Infinity));
const Value = z.union([z.number(), z.null(), Infinite]);
const Case = z.object({
  source: Source.optional(),
  values: z.object({ reference: z.array(Value), current: z.array(Value) }).optional(),
  evidently: z.partialRecord(DriftMethod, Said),
  scipy: z.partialRecord(DriftMethod, z.number().nullable()).optional(),
});
type Case = z.infer<typeof Case>;

const recorded = z
  .object({ versions: z.record(z.string(), z.string()), numbers: z.array(Case), categories: z.array(Case) })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'recorded/drift-tests.json'), 'utf8')));

/** Two samples of 1,000 deals each differ by as much in one of 10,000 cases. */
const DEALS_APART = 4 * Math.sqrt((2 * 0.25) / 1000);

const tables = new Map<string, Promise<Table>>();

async function sidesOf({ source, values }: Case): Promise<{ reference: Table; current: Table; column: string }> {
  if (values) {
    const side = (name: 'reference' | 'current') => tableOf(numbers('x', values[name]));
    return { reference: side('reference'), current: side('current'), column: 'x' };
  }
  const { file, column, ...rows } = source!;
  const table = tables.get(file) ?? readTable([sharedPath(`data/${file}`)]);
  tables.set(file, table);
  const all = tableOf(columnNamed(await table, column));
  const side = (name: 'reference' | 'current') => {
    const [from, to] = rows[name];
    return selectRows(
      all,
      Array.from({ length: Math.min(to, all.rowCount) - from }, (_, row) => from + row),
    );
  };
  return { reference: side('reference'), current: side('current'), column };
}

function expectScore(actual: number | null, expected: number | null, what: string, tolerance = 1e-6): void {
  if (expected === null) {
    expect(actual, what).toBeNull();
    return;
  }
  const error = Math.abs((actual ?? Number.NaN) - expected) / Math.max(1, Math.abs(expected));
  expect(error, `${what}: ${actual} for ${expected}`).toBeLessThan(tolerance);
}

async function expectAgreement(recordedCase: Case, testedAs: 'numerical' | 'categorical'): Promise<void> {
  const { reference, current, column } = await sidesOf(recordedCase);
  for (const [name, said] of Object.entries(recordedCase.evidently)) {
    const method = DriftMethod.parse(name);
    const options = { mode: 'evidently', types: { [column]: testedAs }, method } as const;
    const actual = detectDrift(reference, current, options).byColumn[column]!;
    const figure = recordedCase.scipy?.[method];
    const what = `${method} of ${JSON.stringify(recordedCase.source ?? recordedCase.values)}`;
    if (figure !== undefined) expectScore(actual.score, figure, what);
    else if ('error' in said) expect(actual, what).toMatchObject({ score: null, drifted: false });
    if ('error' in said) continue;
    if (method === 'TVD') expectScore(actual.score, said.score, what, DEALS_APART);
    else if (figure === undefined) {
      expectScore(actual.score, said.score, what);
      expect([actual.drifted, actual.threshold], what).toEqual([said.drifted, said.threshold]);
    }
  }
}

const nameOf = ({ source, values }: Case): string =>
  source
    ? `${source.column} of ${source.file}, rows ${source.reference.join('–')} and ${source.current.join('–')}`
    : `${JSON.stringify(values).slice(0, 60)}…`;

describe('the drift tests of values that stand in the record', () => {
  const spelled = recorded.numbers.filter(({ values }) => values).map((one) => [nameOf(one), one] as const);
  it.each(spelled)('%s', async (_, one) => {
    await expectAgreement(one, 'numerical');
  });
});

describe.skipIf(!hasShared)('the drift tests of real data (skipped when ../shared is absent)', () => {
  const named = (cases: readonly Case[]) =>
    cases.filter(({ source }) => source).map((one) => [nameOf(one), one] as const);

  it.each(named(recorded.numbers))('numbers: %s', async (_, one) => {
    await expectAgreement(one, 'numerical');
  });

  it.each(named(recorded.categories))('categories: %s', async (_, one) => {
    await expectAgreement(one, 'categorical');
  });
});
