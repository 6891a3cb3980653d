import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readTable } from '#src/tabular/read-table.ts';
import { columnNamed, selectRows } from '#src/tabular/select.ts';
import type { Column, Table } from '#src/tabular/table.ts';
import { sharedPath } from './shared-data.ts';

const Score = z.union([z.number(), z.literal('NaN').transform(() => Number.NaN)]);
const Verdict = z.object({ method: z.string(), threshold: z.number(), score: Score, drifted: z.boolean() });
const Failure = z.object({ error: z.string() });
const Scored = z.union([z.object({ score: Score, drifted: z.boolean(), threshold: z.number() }), Failure]);
const Ks = z.object({ statistic: z.number(), pvalue: z.number(), mode_used: z.enum(['exact', 'asymp']) });

const GoldenColumn = Verdict.extend({
  type: z.enum(['num', 'cat']),
  inferred_type_reference_alone: z.string(),
  inferred_type_current_alone: z.string(),
  all_methods: z.record(z.string(), Scored),
  scipy: z.object({
    ks_2samp_auto: Ks.optional(),
    ks_2samp_exact: Ks.optional(),
    ks_2samp_asymp: Ks.optional(),
    wasserstein_distance_raw: z.number().optional(),
    sturges_bin_edges: z.array(z.number()).optional(),
    binned: z
      .object({
        reference: z.array(z.number()),
        current: z.array(z.number()),
        reference_zero_filled: z.array(z.number()),
        current_zero_filled: z.array(z.number()),
      })
      .optional(),
    reference_counts: z.array(z.number()).optional(),
    current_counts: z.array(z.number()).optional(),
    chisquare_goodness_of_fit: z.object({ pvalue: Score }).optional(),
  }),
});

const Dataset = z.object({
  number_of_columns: z.int(),
  number_of_drifted_columns: z.int(),
  share_of_drifted_columns: z.number(),
  dataset_drift: z.boolean(),
});

export const GoldenPair = z.object({
  name: z.string(),
  source: z.object({ reference: z.string(), current: z.string() }),
  reference_rows: z.int(),
  current_rows: z.int(),
  columns_order: z.array(z.string()),
  dataset: Dataset.extend({ drift_share_threshold: z.number() }),
  columns: z.record(z.string(), GoldenColumn),
  without_data_definition: Dataset.extend({ columns: z.record(z.string(), Verdict) }),
});
export type GoldenPair = z.infer<typeof GoldenPair>;

const Value = z.union([z.number(), z.string(), z.null()]);
export const EdgeCases = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      type: z.enum(['num', 'cat']),
      reference: z.array(Value),
      current: z.array(Value),
      auto: z.union([Verdict, Failure]),
      methods: z.record(z.string(), Scored),
    }),
  ),
  type_inference: z.record(z.string(), z.string()),
  ks_2samp: z.array(
    z.object({
      n1: z.int(),
      n2: z.int(),
      auto: z.object({ statistic: z.number(), pvalue: z.number() }),
      asymp: z.object({ pvalue: z.number() }),
      a: z.array(z.number()).optional(),
      b: z.array(z.number()).optional(),
    }),
  ),
  chi2_sf: z.array(z.object({ statistic: z.number(), dof: z.int(), sf: z.number() })),
  norm_two_sided: z.array(z.object({ z: z.number(), two_sided: z.number() })),
});

/** The golden file `name`, checked. */
export function readGolden<T>(name: string, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(readFileSync(sharedPath(`golden/drift/${name}.json`), 'utf8')));
}

/** Both sides of a golden pair, as its `source` field describes them. */
export async function readPair({ name, source }: GoldenPair): Promise<{ reference: Table; current: Table }> {
  return { reference: await readSide(name, 'reference', source), current: await readSide(name, 'current', source) };
}

async function readSide(name: string, side: 'reference' | 'current', source: GoldenPair['source']): Promise<Table> {
  const { file, column, operator, value, first } =
    /^(?<file>\S+)(?: where (?<column>\w+)(?<operator><=|!=|=|>)(?<value>\S+))?(?: first (?<first>\d+) rows)?$/.exec(
      source[side],
    )?.groups ?? {};
  if (!file) throw new Error(`cannot understand the source "${source[side]}" of ${name}`);
  const table = await readTable([sharedPath(`data/${file}`)]);
  if (column && operator && value) return selectRows(table, rowsWhere(columnNamed(table, column), operator, value));
  if (first) return selectRows(table, [...Array(Number(first)).keys()]);
  return name.endsWith('_random_halves') ? selectRows(table, readRows(name)[side]) : table;
}

const readRows = (name: string) =>
  readGolden(`${name}.rows`, z.object({ reference: z.array(z.int()), current: z.array(z.int()) }));

const COMPARISONS: Readonly<Record<string, (a: string | number, b: string | number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
};

function rowsWhere(column: Column, operator: string, value: string): number[] {
  const holds = COMPARISONS[operator]!;
  const cells: readonly (string | number)[] =
    column.storage === 'string' ? [...column.codes].map((code) => column.levels[code] ?? '') : [...column.values];
  const bound = column.storage === 'string' ? value : Number(value);
  return cells.flatMap((cell, row) => (holds(cell, bound) ? [row] : []));
}
