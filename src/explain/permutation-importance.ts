import type { FeaturePlan } from '../contracts/feature-plan.ts';
import type { ImportanceReport } from '../contracts/importance-report.ts';
import { directions, preparedMetric } from '../evaluate/metrics/index.ts';
import { onceEach } from '../evaluate/metrics/metric.ts';
import { outcomeOf } from '../evaluate/outcome.ts';
import { scoreTable } from '../onnx/score-table.ts';
import { below, createRandom, type Random } from '../random.ts';
import { columnNamed, selectRows } from '../tabular/select.ts';
import type { Table } from '../tabular/table.ts';

const REPEATS = 5;
/** Rows that the model is asked for in all; more only make the mean a little more certain. */
const MOST_PREDICTIONS = 200_000;
const LEAST_ROWS = 200;
/** The first of them that the rows determine is the one that counts. */
const HEADLINES = ['auc', 'logLoss', 'rmse'];

/** A model, and rows that it did not learn from. */
export interface HeldOutModel {
  readonly onnx: Uint8Array;
  readonly plan: FeaturePlan;
  /** 0 for a regression. */
  readonly classCount: number;
  /** Raw held-out rows. */
  readonly table: Table;
  /** Of these rows. */
  readonly labels: Float32Array;
  readonly seed: number;
}

export interface Permutations {
  readonly of: NonNullable<ImportanceReport['permutation']>;
  readonly byColumn: ReadonlyMap<string, { readonly mean: number; readonly deviation: number }>;
}

/**
 * How much worse the model gets when the values of one raw column are shuffled, so that all features made of it move
 * together. Where there are many rows, a sample of them is used.
 *
 * @param columns - raw columns that the model uses; shuffling another changes nothing
 * @returns undefined when the rows determine no metric
 * @see Breiman (2001), "Random Forests", section 10, for shuffling held-out rows
 */
export async function permutationImportance(
  model: HeldOutModel,
  columns: readonly string[],
): Promise<Permutations | undefined> {
  const random = createRandom(model.seed);
  const { table, labels } = sample(model, columns.length, random);
  const predict = (rows: Table) => scoreTable(model.onnx, model.plan, rows);
  const once = onceEach(labels.length);
  const measure = (name: string, scores: Float32Array) =>
    preparedMetric(outcomeOf(labels, scores, model.classCount), name)?.(once);
  const before = await predict(table);
  const metric = HEADLINES.find((name) => measure(name, before) !== undefined);
  if (metric === undefined) return undefined;
  const value = measure(metric, before)!;
  const sign = directions.get(metric) === 'higher' ? 1 : -1;
  const byColumn = new Map<string, { mean: number; deviation: number }>();
  for (const column of columns) {
    const predicted = await predict(shuffled(table, column, random));
    const width = predicted.length / REPEATS;
    const losses = Array.from({ length: REPEATS }, (_, repeat) => {
      const after = measure(metric, predicted.subarray(repeat * width, (repeat + 1) * width))!;
      return sign * (value - after);
    });
    byColumn.set(column, moments(losses));
  }
  return { of: { metric, value, rows: labels.length, repeats: REPEATS }, byColumn };
}

/** Rows enough for that many columns, with what predictions need of them. */
function sample({ table, labels, plan }: HeldOutModel, columnCount: number, random: Random) {
  const needed = {
    rowCount: table.rowCount,
    columns: plan.rawColumns.map(({ name }) => columnNamed(table, name)),
  };
  const wanted = Math.max(LEAST_ROWS, Math.floor(MOST_PREDICTIONS / (REPEATS * Math.max(columnCount, 1))));
  if (table.rowCount <= wanted) return { table: needed, labels };
  const rows = permutation(table.rowCount, random).subarray(0, wanted).sort();
  return { table: selectRows(needed, rows), labels: Float32Array.from(rows, (row) => labels[row]!) };
}

/** The rows as often as there are repeats, with the column in another order each time. */
function shuffled(table: Table, column: string, random: Random): Table {
  const { rowCount } = table;
  const all = Int32Array.from({ length: rowCount * REPEATS }, (_, place) => place % rowCount);
  const order = new Int32Array(all.length);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) order.set(permutation(rowCount, random), repeat * rowCount);
  const moved = selectRows({ rowCount, columns: [columnNamed(table, column)] }, order).columns[0]!;
  const repeated = selectRows(table, all);
  return { ...repeated, columns: repeated.columns.map((own) => (own.name === column ? moved : own)) };
}

/** Numbers from 0 in random order. @see Knuth, The Art of Computer Programming 2, algorithm 3.4.2 P */
function permutation(length: number, random: Random): Int32Array {
  const order = Int32Array.from({ length }, (_, place) => place);
  for (let last = length - 1; last > 0; last -= 1) {
    const other = below(last + 1, random);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}
