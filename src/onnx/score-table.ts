import type { InferenceSession } from 'onnxruntime-node';
import type { FeaturePlan } from '../contracts/feature-plan.ts';
import type { ModelRows } from '../serve/model-rows.ts';
import { createSession, onnxRuntime } from '../serve/onnx-runtime.ts';
import { releaseArray } from '../tabular/release-memory.ts';
import type { Table } from '../tabular/table.ts';
import { RowsOfTable } from './rows-of-table.ts';

/** Bounds the memory that rows take outside the table; those of a batch stay in the processor's caches. */
const ROWS_AT_ONCE = 8192;

/**
 * Runs a model on a table's rows as they are.
 *
 * @returns row-major probabilities, or one prediction per row
 * @throws InvalidDataError when the table does not have the model's raw columns
 */
export function scoreTable(onnx: Uint8Array, plan: RawPlan, table: Table): Promise<Float32Array> {
  return runOnTable(onnx, plan, table, ({ outputNames }) =>
    outputNames.includes('prediction') ? 'prediction' : 'probabilities',
  );
}

type RawPlan = Pick<FeaturePlan, 'rawColumns'>;

/**
 * Runs a graph on a table's rows, in batches.
 *
 * @param output - which of the session's float32 outputs
 * @returns that output of all rows, row-major
 * @throws InvalidDataError when the table does not have the plan's raw columns
 */
export async function runOnTable(
  onnx: Uint8Array,
  plan: RawPlan,
  table: Table,
  output: (session: InferenceSession) => string,
): Promise<Float32Array> {
  const session = await createSession(onnx);
  try {
    const rows = new RowsOfTable(plan, table);
    let all = new Float32Array(0);
    for (let first = 0; first < table.rowCount; first += ROWS_AT_ONCE) {
      const count = Math.min(ROWS_AT_ONCE, table.rowCount - first);
      const batch = rows.take(first, count);
      const part = await runOnRows(session, batch, output(session));
      const width = part.length / count;
      if (first === 0) all = new Float32Array(table.rowCount * width);
      all.set(part, first * width);
      for (const array of [batch.numbers, part]) releaseArray(array);
    }
    return all;
  } finally {
    await session.release();
  }
}

/** Runs a session on rows. @returns the named float32 output, row-major */
export async function runOnRows(session: InferenceSession, rows: ModelRows, output: string): Promise<Float32Array> {
  const { Tensor } = onnxRuntime();
  const { rowCount, numbers, strings } = rows;
  const feeds = {
    ...(numbers.length > 0 && { numbers: new Tensor('float32', numbers, [rowCount, numbers.length / rowCount]) }),
    ...(strings.length > 0 && { strings: new Tensor('string', strings, [rowCount, strings.length / rowCount]) }),
  };
  const { [output]: result } = await session.run(feeds, [output]);
  if (result?.data instanceof Float32Array) return result.data;
  throw new TypeError(`the graph's ${output} is ${result?.type ?? 'missing'}, expected float32`);
}
